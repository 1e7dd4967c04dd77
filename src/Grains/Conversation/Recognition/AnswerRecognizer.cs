using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>An answer to a question that can be answered with yes or no.</summary>
internal enum Answer
{
    None = 0,
    Yes = 1,
    No = 2,
}

/// <summary>Hears yes and no in their many forms.</summary>
internal static partial class AnswerRecognizer
{
    /// <param name="text">What was said.</param>
    /// <param name="isReadBack">Whether it answers a read-back, to which "yes, but …" is no yes.</param>
    public static Answer Find(string text, bool isReadBack = false)
    {
        if (FirmNo.IsMatch(text) || (isReadBack && Exception.IsMatch(text)))
            return Answer.No;
        // "No, that's right", "no that's all": the end decides.
        if (FirmYes.IsMatch(text))
            return Answer.Yes;
        if (No.IsMatch(text))
            return Answer.No;
        return Yes.IsMatch(text) ? Answer.Yes : Answer.None;
    }

    /// <summary>Whether an offer is turned down, however kindly.</summary>
    public static bool IsRefusal(string text) => No.IsMatch(text);

    [GeneratedRegex(
        @"\b(?:not (?:right|correct|quite|exactly|really|true|good|yet|it)|isn't (?:right|correct|it)|that's wrong"
        + @"|that is wrong|(?:is|was|are|got|have|has) (?:\w+ )?wrong|incorrect|don't (?:do|place|book|go|want"
        + @"|think so)|not the right|no it (?:isn't|is not|doesn't)|no it's|no not|almost|hold on|wait|ain't "
        + @"(?:right|it)"
        + @"|(?:isn't|not) what i said|misheard|a mistake|nuh uh|no way|not at all|something's (?:off|wrong)"
        + @"|(?:another|a different|the other) (?:one|number|phone|line|cell)|rather (?:you|use|give)"
        + @"|not (?:this|that) (?:one|number|phone)|too (?:much|expensive|steep|pricey|high)|i'll pass"
        + @"|think (?:about it|it over)|maybe later|not today|shop around)\b")]
    private static partial Regex FirmNo { get; }

    [GeneratedRegex(
        @"\b(?:that's (?:right|correct|it|all|perfect|fine|good|great|the one|everything|me|exactly right)"
        + @"|that is (?:right|correct|it|all|fine|perfect|everything)|thats (?:right|correct|it|all|fine|good)"
        + @"|(?:(?:all"
        + @"|everything|it|this|you) (?:(?:is|are|looks|sounds) )?|(?:it|everything|they|you|that|we)'(?:s|re) "
        + @"(?:all )?)"
        + @"(?:now )?(?:correct|right|good|great|perfect|fine|okay|accurate)(?! away)"
        + @"|sounds (?:\w+ )?(?:good|great|right|perfect|fine|correct)|looks (?:good|great|right)|you got it"
        + @"|you've got it|got it right|go ahead|go for it|please do|do it|book it|place it|place the order"
        + @"|let's do (?:it|that)|(?:that|it|this|they)(?:'d| would|'ll| will)(?: be)?(?: just)? (?:fine|good|great"
        + @"|perfect|okay|right)|works for me|fine (?:by|with) me|that'll do|that'll be fine|spot on|nailed it|on "
        + @"the nose"
        + @"|(?:i (?:think|guess|believe|suppose)|guess|believe|think) so|by all means|why not|for sure|as i said"
        + @"|that works|that'll work|(?:quite|very|exactly|perfectly"
        + @"|absolutely) right|that will work|that would be (?:great|fine"
        + @"|good|perfect|it)|no problem|no changes|nothing (?:to change|else)|no that's|no we're good"
        + @"|(?:all )?good to go|all set|lock it in|(?:book|put|sign) me (?:in|down|up)|send (?:them|him|her"
        + @"|someone)(?: over)?"
        + @"|see you (?:then|there|soon|tomorrow|\w+day)|that's what i said|10 4)\b")]
    private static partial Regex FirmYes { get; }

    [GeneratedRegex(@"\b(?:except|but (?:the|it's|not|make|change)|other than|apart from)\b")]
    private static partial Regex Exception { get; }

    [GeneratedRegex(@"^(?:oh |ooh |well |actually |sorry |um |uh |gosh |yikes |whoa |wow |thanks but )*(?:no|nope"
        + @"|nah|negative|not|never|don't|wrong|uh uh)\b"
        + @"|\bno (?:thanks|thank you)\b|\brather not\b|\bi don't have\b")]
    private static partial Regex No { get; }

    [GeneratedRegex(
        @"^(?:oh |well |and |ah |so |great |now )*(?:yes|yeah|yea|ya|yep|yup|yah|yay|mhm|uhhuh|sure|correct"
        + @"|right|exactly|absolutely|definitely|certainly|of course|okay|okey|perfect|fine|great|indeed|affirmative"
        + @"|sounds|confirmed?|please$|please do|please (?:go|book|place)|alright|alrighty|all right|totally"
        + @"|precisely|true|it is|it does|they are|i do|you bet"
        + @"|that one|good|agreed|si|oui|ja|very well|you can|by all means|cool|awesome|wonderful|lovely|excellent"
        + @"|super"
        + @"|amazing|brilliant|obviously|clearly|duh|bet|word|roger|copy that|gotcha|yessir|yep+ers|aye|you know it"
        + @"|right on|it sure is"
        + @"|it'll do|naturally|positive|splendid|terrific|okie dokie|okey dokey|beautiful|go)\b"
        + @"|\b(?:yes|yeah|yep|correct|exactly)(?: please| sir| ma'am| thanks| thank you)*$")]
    private static partial Regex Yes { get; }
}
