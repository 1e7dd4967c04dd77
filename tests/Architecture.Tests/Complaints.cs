namespace Platform.Architecture;

/// <summary>How rules about many things say which of them break it.</summary>
internal static class Complaints
{
    /// <summary>Fails with the wrong ones.</summary>
    public static void None<T>(IEnumerable<T> wrong)
    {
        var complaints = string.Join('\n', wrong);
        Assert.True(complaints == "", complaints);
    }
}
