namespace Platform.Embedded;

/// <summary>What crosses between grains of a process: immutable values as they are, all others as copies.</summary>
internal static class Isolated<T>
{
    private static readonly Func<T, CopyContext, T>? Copier = (Func<T, CopyContext, T>?)Copiers.Of(typeof(T));

    public static T Copy(T value) => Copier is null || value is null ? value : Copier(value, new CopyContext());

    /// <summary>The same inside of a copy that is under way.</summary>
    public static T CopyIn(T value, CopyContext context) =>
        Copier is null || value is null ? value : Copier(value, context);
}
