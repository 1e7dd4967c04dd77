using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears what the caller wants apart from the fields of an order.</summary>
internal static partial class IntentRecognizer
{
    /// <summary>An intent that ends or leaves the order: to be left alone, to speak to a person, to go.</summary>
    public static DraftIntent Leaving(string text) =>
        OptOut.IsMatch(text) ? DraftIntent.OptOut
        : WrongNumber.IsMatch(text) ? DraftIntent.WrongNumber
        : CallBack.IsMatch(WhoSpeaks.Replace(text, "")) ? DraftIntent.CallBack
        : Goodbye.IsMatch(text) ? DraftIntent.Goodbye
        : DraftIntent.Unknown;

    public static bool IsQuestion(string text) =>
        WhoSpeaks.IsMatch(text) || Question.IsMatch(Request.Replace(text, ""));

    public static bool WantsService(string text) => WantService.IsMatch(text);

    /// <summary>Whether somebody wants to order without saying what.</summary>
    public static bool WantsToOrder(string text) => WantOrder.IsMatch(text);

    [GeneratedRegex(@"\b(?:place|make|put in|start) an order\b|\b(?:like|want|need|looking|love) to (?:order|buy)\b")]
    private static partial Regex WantOrder { get; }

    /// <summary>Whether goods are wanted; who asks whether there are any does not say so yet.</summary>
    public static bool WantsGoods(string text) => WantGoods.IsMatch(IsThere.Replace(text, ""));

    /// <summary>Wants to have goods and not work done with them.</summary>
    public static bool Buys(string text) => Buy.IsMatch(text);

    /// <summary>Asks whom they have reached.</summary>
    public static bool AsksWho(string text) => Who.IsMatch(text);

    [GeneratedRegex(@"\b(?:who is this|who are you|who am i (?:speaking|talking)|who did i (?:reach|call)"
        + @"|what (?:company|place|business) is this|what is this place"
        + @"|is this (?!a (?:robot|bot|recording|machine|real|person|computer|good|bad)|the right|going|possible"
        + @"|okay))")]
    private static partial Regex Who { get; }

    public static bool IsGreeting(string text) => Greeting.IsMatch(text);

    /// <summary>Wants to begin anew.</summary>
    public static bool IsFresh(string text) => Fresh.IsMatch(text);

    [GeneratedRegex(@"\b(?:start (?:over|again|from scratch|from the (?:beginning|top))|begin again|from the top)\b")]
    private static partial Regex Fresh { get; }

    /// <summary>Asks for time: "hold on a second".</summary>
    public static bool IsWaiting(string text) => Waiting.IsMatch(text);

    /// <summary>Asks to hear the last sentence again.</summary>
    public static bool IsRepeat(string text) => Repeat.IsMatch(text);

    /// <summary>About an order that was placed before this call: to cancel it, to move it, where it is.</summary>
    public static bool IsAboutEarlierOrder(string text) => EarlierOrder.IsMatch(text);

    private const string Worker = "(?:technicians?|tech|guys?|man|plumber|electrician|cleaners?|movers?|delivery|driver"
        + "|order|package|crew|people)";

    private const string Earlier = "(?:appointment|booking|order|visit|reservation|delivery)";

    [GeneratedRegex(
        @"\b(?:cancel|cancell?ing|reschedul\w+|postpon\w+|push back|move|moving|change|changing|confirm"
        + @"|check(?:ing)? (?:on"
        + @"|up on|the status of)|status of|update on|follow(?:ing)? up on|ask(?:ing)? about|calling about|where is"
        + @"|where's"
        + @"|what happened (?:to|with))(?: \w+){0,2}? (?:my|our|an|the|that|his|her)(?: \w+){0,3}? " + Earlier + @"\b"
        + @"|\b(?:have|had|got|made|booked|scheduled) (?:an?|my|our|the)(?: \w+)? " + Earlier + @" (?:with you|booked"
        + @"|scheduled|already|and (?:i|we) (?:have|need|want))\b.*"
        + @"|\b(?:have|need|want|like|had) to (?:cancel|reschedule)\b|\bi (?:already )?(?:ordered|booked"
        + @"|bought)\b.*\b(?:cancel"
        + @"|reschedule|(?:hasn't|haven't|didn't|never) (?:come|came|arrived?|shown?|showed|been delivered|got(?:ten)?)"
        + @"|still waiting|where is|where's|(?:it's|is|was|came) (?:wrong|damaged|broken|missing|late))\b"
        + @"|\b(?:where is|where's) (?:my|our|the|your) " + Worker + @"\b"
        + @"|\b" + Worker + @" (?:is|are|was|were) (?:late|not here)\b|\b(?:nobody|no one) (?:came|showed|has come)\b"
        + @"|\b(?:what time|when) is (?:my|our|the) " + Earlier + @"\b"
        + @"|\byour " + Worker + @" (?:was here|came|broke|left|damaged|scratched|forgot|did|didn't)\b"
        + @"|\b(?:" + Worker + @"|someone|somebody|you(?: guys| people| folks)?) (?:was|were) supposed to\b"
        + @"|\b(?:never|didn't) show(?:ed)?(?: up)?\b"
        + @"|\bno[ -]show\b")]
    private static partial Regex EarlierOrder { get; }

    // "I was wondering if you could …", "do you have anything open tomorrow for …" ask for work, politely.
    [GeneratedRegex(@"\b(?:how (?:soon|fast|quickly|early)|when) (?:can|could|would) (?:you|someone|somebody|anyone)\b"
        + @"|\b(?:do you|have you|you|is there|are there)(?: guys| folks)?(?: have| got)? (?:any(?:thing"
        + @"|one|body)?"
        + @"|some\w+|an?|time)(?: \w+)? ?(?:open|opening|openings|available|availability|free|slots?"
        + @"|appointments?)\b|\b(?:wondering|wonder) (?:if|whether) (?:you|somebody|someone)(?: guys| folks)? "
        + @"(?:could|can"
        + @"|might|would)\b")]
    private static partial Regex Request { get; }

    [GeneratedRegex(
        @"\b(?:stop|quit|cease) (?:\w+ )?(?:calling|phoning|contacting|bothering|harassing|ringing)|(?:don't|do not"
        + @"|never|dont) (?:ever )?(?:call|contact|phone|ring|text|bother) (?:me|us|this|here)(?: (?:again|any ?more"
        + @"|ever))?(?! back| at| on)|(?:take|taken|get|remove|removed|delete|deleted)"
        + @" (?:me|us|my (?:\w+ )?number|this number|our number|my name) (?:off|from|out of)"
        + @"|(?:take|taken|remove|removed|delete|deleted) (?:off|from|out of) (?:your|the|this|that|any) (?:\w+ )?"
        + @"(?:lists?|database|system|records|files)|(?:do not|don't|no) call list|unsubscribe|opt (?:me )?out"
        + @"|leave me alone"
        + @"|lose (?:my|this) number|not interested in (?:any|your) (?:calls|offers)|no more calls|block (?:my"
        + @"|this) number\b")]
    private static partial Regex OptOut { get; }

    // "Am I talking to a real person?" asks who speaks, and not for somebody else.
    [GeneratedRegex(@"\b(?:am i|are you|is this|is that) (?:\w+ ){0,4}?(?:(?:real |actual |live )?(?:person|human"
        + @"|human being)|robot|bot|machine|computer|ai|recording)\b(?: or (?:\w+ ){0,3}(?:person|human|robot"
        + @"|machine|computer))?")]
    private static partial Regex WhoSpeaks { get; }

    [GeneratedRegex(
        @"\b(?:wrong (?:number|person|place|company|business)|misdial\w*|dialed (?:the )?wrong|didn't mean to (?:call"
        + @"|dial)|called (?:you )?by (?:mistake|accident)|by accident|pocket dial\w*|butt dial\w*|(?:thought"
        + @"|is) this (?:was |is )?(?:the )?(?:pizza|pharmacy|doctor's|dentist|hospital|library)|who is this i didn't"
        + @"|isn't this|not who i (?:meant|wanted|was trying)|trying to reach (?:someone|somebody) else"
        + @"|accidentally (?:called|dialed))\b")]
    private static partial Regex WrongNumber { get; }

    [GeneratedRegex(
        @"\b(?:(?:speak|talk|talking|speaking) (?:to|with) (?:a |an |the |your |some |another )?(?:real |actual "
        + @"|live |human )*(?:person|human|human being|someone|somebody|manager|agent|operator|representative|rep"
        + @"|owner|supervisor|people|boss|receptionist)|(?:real|actual|live) (?:person|human)|human being|(?:get|give"
        + @"|connect|transfer|put|pass) me (?:to |with |through to |on to |over to )?(?:a |an |the |your )?(?:person"
        + @"|human|someone|somebody|manager|agent|operator|representative|rep|owner|supervisor)"
        + @"|call(?:ing)? (?:me|us|him|her) back|(?:(?:someone|somebody|anyone|manager|person|owner|him|her|them) "
        + @"(?:to "
        + @"|can |could |please )?|(?:he|she|they) (?:to |can |could |please |should ))(?:call|ring|phone) (?:me"
        + @"|us)(?: back)?|(?:put|patch) me through|connect me"
        + @"|transfer me|(?:whoever is|person|someone) in charge|(?:someone|somebody) real|ring me back|phone me back"
        + @"|(?:give|giving) me a (?:call|ring|shout)(?: back| later)?|call ?backs?|return my call|operator"
        + @"|representative"
        + @"|get back to me|speak (?:to|with) (?:billing|accounting|sales|support)|(?:file|make) a complaint|complain"
        + @"|(?:a|my|the) (?:refund|invoice)|your billing|are you hiring|job (?:posting|opening|application)"
        + @"|return(?:ing)? (?:your|a|the) call|missed (?:a|your) call|got a call from|(?:you|someone|somebody)(?: guys"
        + @"| just| from there)? called (?:me|us))\b"
        + @"|^(?:an? |the )?(?:agent|human|person|customer service)(?: please)?$")]
    private static partial Regex CallBack { get; }

    [GeneratedRegex(
        @"\b(?:good ?bye|bye|bye bye|see you|see ya|talk to you later|have a (?:good|nice|great|lovely"
        + @"|wonderful) (?:day|one|evening|night|weekend|afternoon)|never ?mind|forget (?:it|about it)"
        + @"|that's all(?: i (?:need|needed|wanted))?$|i'll call (?:back )?later|i'll (?:call|try) (?:you )?(?:back"
        + @"|again)|changed my mind|don't need (?:it|anything|this) any ?more|i (?:have|need|got) to go|gotta go"
        + @"|hang(?:ing)? up|cancel (?:it|that|this|everything|the whole thing|(?:the|my) (?:order|booking"
        + @"|appointment|visit)))\b"
        + @"|^(?:please |just |no |okay )*cancel(?: please)?$")]
    private static partial Regex Goodbye { get; }

    [GeneratedRegex(
        @"\b(?:how (?:much|long|far|soon|early|late|many|do you|does)|what(?:'s| is| are| do| does| would| kind| type"
        + @"| time| times| hours| areas| else)|whats|when (?:do|are|can|does|will) (?:you|y'all|the|i)|where (?:are"
        + @"|is|do)|are you (?:guys )?(?:open|closed|licensed|insured|available|able|still|a real|an? )"
        + @"|do you (?:guys |all |folks )?(?:do|have|offer|service|serve|charge|cover|work|take|accept|sell|carry"
        + @"|provide|come|deliver|know|handle|give|need|also|happen)|can i ask|could you tell me|can you tell me"
        + @"|is there (?:a|any|an)|is it (?:possible|true|okay|free)|do i need|i have a question|quick question"
        + @"|question about|just wondering|wondering (?:if|what|how|whether)|you (?:guys |folks )?open"
        + @"|any (?:discounts?|warranty|guarantee)"
        + @"|free (?:estimates?|quotes?)|opening hours|your (?:hours|prices|rates|address|location))\b")]
    private static partial Regex Question { get; }

    [GeneratedRegex(
        @"\b(?:need|needs|want|like|looking (?:for|to)|book|schedule|arrange|set up|make|get|request|require|have"
        + @"|send|could you|can you|can someone|can somebody|come)\b.*\b(?:someone|somebody|appointment|technician"
        + @"|tech|repair\w*|service|visit|job|work|help|estimate|quote|booking|fix\w*|plumber|electrician|cleaner"
        + @"|cleaning|handyman|locksmith|install\w*|contractor|guy|look at|take a look|come|done)\b|\b(?:book"
        + @"|schedule) (?:a|an|something|in)\b")]
    private static partial Regex WantService { get; }

    [GeneratedRegex(@"\b(?:order|buy|purchase|get|have|want|need|like|take|deliver|send|add|pick ?up|grab|give me"
        + @"|make that|can i|could i|do)\b")]
    private static partial Regex WantGoods { get; }

    [GeneratedRegex(@"\bdo (?:you|y'all)(?: guys| folks)?(?: still| also)? (?:have|sell|carry|stock)\b")]
    private static partial Regex IsThere { get; }

    [GeneratedRegex(@"\b(?:order|buy|purchase|pick ?up|grab|add|sell|get me|give me|send me)\b")]
    private static partial Regex Buy { get; }

    [GeneratedRegex(@"^(?:oh |well )?(?:hi|hello|hey|good (?:morning|afternoon|evening)|howdy|greetings|yo"
        + @"|hiya)(?: there| hello| hi| everyone| how are you.*| is (?:anyone|anybody|someone) there)?$")]
    private static partial Regex Greeting { get; }

    [GeneratedRegex(@"^(?:okay |oh |yeah |um |sorry )*(?:hold on|hang on|(?:just |give me )?(?:a|one|1) (?:second|sec"
        + @"|moment|minute)|wait(?: a (?:second|minute|moment|sec))?|let me (?:see|check|think|look|find)"
        + @"|bear with me|one moment)\b(?: please| let me.*| sorry)?$")]
    private static partial Regex Waiting { get; }

    [GeneratedRegex(@"^(?:i'm |oh |um )*(?:sorry|pardon|excuse me|what|huh|come again|say (?:that|it) again"
        + @"|repeat that|can you repeat.*|could you repeat.*|what did you say|what was that|(?:i )?(?:didn't"
        + @"|couldn't) (?:hear|catch|get) (?:that|you)|sorry what.*|say again|(?:can|could|do) you hear me"
        + @"|are you (?:still )?there|what's that|how's that|what do you mean|i don't understand|you what|once more "
        + @"please"
        + @"|one more time)(?: please| again| me)?$")]
    private static partial Regex Repeat { get; }
}
