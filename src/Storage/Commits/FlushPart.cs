namespace Platform.Commits;

/// <summary>Commits that are tried in one transaction.</summary>
/// <param name="Submissions">In the order they are written: by table, new ones first, by key. All processes keep this
/// order, so two flushes wait for each other and never for ever.</param>
/// <param name="Tries">How often they were tried together in vain.</param>
/// <param name="MayBeWritten">Whether an earlier try has an outcome that is unknown: then they cannot be refused before
/// the database has been asked.</param>
internal sealed record FlushPart(Submission[] Submissions, int Tries = 0, bool MayBeWritten = false)
{
    private static readonly Comparer<Submission> WriteOrder = Comparer<Submission>.Create(Compare);

    /// <summary>The part in the order of writing.</summary>
    public static FlushPart Of(List<Submission> submissions)
    {
        var ordered = submissions.ToArray();
        Array.Sort(ordered, WriteOrder);
        return new(ordered);
    }

    /// <summary>Both halves; each starts counting anew.</summary>
    public (FlushPart First, FlushPart Second) Halves()
    {
        var middle = Submissions.Length / 2;
        return (
            this with { Submissions = Submissions[..middle], Tries = 0 },
            this with { Submissions = Submissions[middle..], Tries = 0 });
    }

    private static int Compare(Submission left, Submission right)
    {
        if (!ReferenceEquals(left.Writer, right.Writer))
            return string.CompareOrdinal(left.Writer.Table.Table, right.Writer.Table.Table);
        if (left.IsNew != right.IsNew)
            return left.IsNew ? -1 : 1;
        return string.CompareOrdinal(left.Key, right.Key);
    }
}
