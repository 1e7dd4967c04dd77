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
    public static Answer Find(string text)
    {
        if (FirmNo.IsMatch(text))
            return Answer.No;
        // "No, that's right", "no that's all": the end decides.
        if (FirmYes.IsMatch(text))
            return Answer.Yes;
        if (No.IsMatch(text))
            return Answer.No;
        return Yes.IsMatch(text) ? Answer.Yes : Answer.None;
    }

    [GeneratedRegex(
        @"\b(?:not (?:right|correct|quite|exactly|really|true|good|yet|it)|isn't (?:right|correct|it)|that's wrong"
        + @"|that is wrong|(?:is|was|are|got|have|has) (?:\w+ )?wrong|incorrect|don't (?:do|place|book|go|want"
        + @"|think so)|not the right|no it (?:isn't|is not|doesn't)|no it's|no not|almost|hold on|wait)\b")]
    private static partial Regex FirmNo { get; }

    [GeneratedRegex(
        @"\b(?:that's (?:right|correct|it|all|perfect|fine|good|great|the one|everything|me|exactly right)"
        + @"|that is (?:right|correct|it|all|fine|perfect|everything)|thats (?:right|correct|it|all|fine|good)|(?:all"
        + @"|everything|it|this|you) (?:is |are |looks |sounds |'s )?(?:correct|right|good|great|perfect|fine)"
        + @"|sounds (?:\w+ )?(?:good|great|right|perfect|fine|correct)|looks (?:good|great|right)|you got it"
        + @"|you've got it|got it right|go ahead|go for it|please do|do it|book it|place it|place the order"
        + @"|let's do (?:it|that)|works for me|that works|that'll work|(?:quite|very|exactly|perfectly"
        + @"|absolutely) right|that will work|that would be (?:great|fine"
        + @"|good|perfect|it)|no problem|no changes|nothing (?:to change|else)|no that's|no we're good"
        + @"|(?:all )?good to go)\b")]
    private static partial Regex FirmYes { get; }

    [GeneratedRegex(@"^(?:oh |well |actually |sorry |um |uh )*(?:no|nope|nah|negative|not|never|don't|wrong|uh uh)\b"
        + @"|\bno (?:thanks|thank you)\b|\brather not\b|\bi don't have\b")]
    private static partial Regex No { get; }

    [GeneratedRegex(
        @"^(?:oh |well |and |ah |so |great )*(?:yes|yeah|yea|ya|yep|yup|yah|uh huh|mhm|mm hmm|uhhuh|sure|correct"
        + @"|right|exactly|absolutely|definitely|certainly|of course|okay|okey|perfect|fine|great|indeed|affirmative"
        + @"|sounds|confirmed?|please|alright|all right|totally|precisely|true|it is|it does|they are|i do|you bet"
        + @"|that one|good|agreed|si|very well|you can|by all means)\b"
        + @"|\b(?:yes|yeah|yep|correct|exactly)(?: please| sir| ma'am| thanks| thank you)*$")]
    private static partial Regex Yes { get; }
}
