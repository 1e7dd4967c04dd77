namespace Platform.Conversation;

/// <summary>Whether two drafts hold the same values; where they came from does not matter.</summary>
internal static class DraftComparer
{
    public static bool IsSame(Draft a, Draft b) =>
        a.Intent == b.Intent && a.Kind == b.Kind && a.ServiceCategory == b.ServiceCategory
            && a.ServiceLabel == b.ServiceLabel
        && a.CustomerName == b.CustomerName && a.CustomerPhone == b.CustomerPhone && a.Address == b.Address
        && a.Email == b.Email
        && a.RequestedTime == b.RequestedTime && a.Priority == b.Priority && a.Description == b.Description
        && a.Lines.SequenceEqual(b.Lines);
}
