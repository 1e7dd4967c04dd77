using System.Runtime.CompilerServices;

namespace Platform.Embedded;

/// <summary>Remembers what one copy has copied, so that shared and circular objects stay so.</summary>
internal sealed class CopyContext
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public object? Find(object original) => _copies.GetValueOrDefault(original);

    public void Remember(object original, object copy) => _copies[original] = copy;

    /// <summary>An object without its constructor run, already remembered.</summary>
    public object Begin(object original)
    {
        var copy = RuntimeHelpers.GetUninitializedObject(original.GetType());
        Remember(original, copy);
        return copy;
    }
}
