namespace Platform.Conversation;

/// <summary>Everyday words that callers use around their data, and that are therefore no names. Names themselves are
/// not listed anywhere: there are too many, from everywhere.</summary>
internal static class Vocabulary
{
    private static readonly HashSet<string> Time =
        [.. ("today tonight tomorrow yesterday morning afternoon evening night noon midday midnight monday tuesday "
            + "wednesday "
        + "thursday friday saturday sunday weekend week weekday month january february april june july august "
        + "september "
        + "october november december oclock am pm asap soon later early late next hour hours minute minutes day days")
            .Split(' ')];

    private static readonly HashSet<string> Common =
    [
        .. ("a an the and or but so if then than that this these those there here it it's its i i'm im i'd i've i'll "
        + "id ive "
        + "me my mine myself we we're we've we'd us our you you're your yours he she his her him they them their who "
        + "whose what "
        + "what's when where why how which is isn't are aren't was wasn't were be been being am do does don't "
        + "doesn't did didn't done "
        + "have haven't has hasn't had having can can't could couldn't will won't would wouldn't should shall might "
        + "must not no nope nah "
        + "yes yeah yep yup sure okay right correct wrong please thanks thank hello hi hey bye goodbye good great "
        + "fine perfect well "
        + "just really very too also again still even only maybe perhaps actually basically literally probably about "
        + "around at by for from in into of off on onto out over to under up down with without within near next "
        + "after before until "
        + "between because while since through as like some any all both each every many much more most less few lot "
        + "lots "
        + "one two three four five six seven eight nine ten first second third last other another same new old big "
        + "small little long "
        + "go goes going gone went get gets getting got gotten come comes coming came give gives giving given take "
        + "takes taking took "
        + "make makes making made let lets let's put puts putting see saw seen look looks looking find found know "
        + "knows knew think "
        + "thought say says said saying tell told ask asked asking call calls called calling caller need needs "
        + "needed needing want wants "
        + "wanted wanting try tries trying tried help helps helping work works working worked start started starting "
        + "stop stopped "
        + "stopping keep keeps keeping kept leave leaves leaving left live lives living send sent show speak "
        + "speaking spoke talk "
        + "talking hear heard wait waiting hold use using used order orders ordering ordered buy buying book booking "
        + "booked schedule "
        + "scheduling scheduled fix fixed fixing repair repairs repaired install installed installation installing "
        + "clean cleaned "
        + "cleaning deliver delivered delivery service services replace replaced check checked checking change "
        + "changed update set "
        + "name names number numbers phone cell mobile telephone email mail address addresses street house home "
        + "apartment unit city "
        + "state zip code place places office building room kitchen bathroom bedroom basement garage yard door "
        + "window floor wall ceiling "
        + "roof water heat heater heating air conditioner conditioning ac hvac furnace sink toilet drain pipe pipes "
        + "faucet shower tub leak "
        + "leaks leaking broken broke clogged stuck problem problems issue issues trouble thing things something "
        + "anything nothing everything "
        + "someone somebody anyone anybody everyone person people guy guys man woman lady sir ma'am manager owner "
        + "customer company business shop "
        + "store place appointment time times minute moment second quote estimate price cost much pay bill money "
        + "dollars available "
        + "open closed urgent emergency important sorry sounds sound bad worse better best able ready busy free "
        + "interested having spelled "
        + "spelling spell cool nice happy glad afraid hoping wondering regarding concerning confirm confirmed cancel "
        + "changed mistake "
        + "fridge refrigerator oven stove washer dryer dishwasher appliance lock locks locked key keys lights light "
        + "power outlet electric "
        + "electrical electrician plumber plumbing cleaner technician handyman painter mover lawn grass tree garden "
        + "pest bugs ants mice "
        + "it'd that's thats there's theres who's name's here's they're he's she's already currently yet ago almost "
        + "completely totally since "
        + "later whatever whenever anytime any flexible hurry rush thanks appreciate yesterday guess suppose mean "
        + "means matter kind sort type "
        + "husband wife mom mother dad father son daughter brother sister neighbor tenant landlord boss assistant "
        + "behalf friend partner never ever always sometimes often mind gotcha alrighty awesome depends dude bro "
        + "honey dear "
        + "darling gosh god wow oops whoa ugh alright exactly absolutely obviously seriously definitely certainly "
        + "honestly "
        + "anyway gonna wanna gotta gimme lemme kinda huh pardon excuse residential commercial private none ain't "
        + "y'all ya "
        + "whether either neither though although however unless instead else own such enough everywhere anywhere "
        + "somewhere "
        + "nowhere hurry listen finally forgot forget remember different another afraid guessing assume believe hope "
        + "sir miss folks kid kids baby dog cat car truck upstairs downstairs outside inside across behind beside "
        + "emergency estimate discount question questions answer wonderful lovely excellent terrible horrible worst "
        + "worried "
        + "already told tired sick late quick quickly slow hot cold warm wet dry loud noisy dirty").Split(' '),
    ];

    public static bool IsCommon(string word) => Common.Contains(word) || Time.Contains(word);

    public static bool IsTimeWord(string word) => Time.Contains(word);
}
