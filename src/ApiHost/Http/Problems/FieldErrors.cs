using System.Globalization;

namespace Platform.Http;

/// <summary>A request that can say what is wrong with itself. Checked before the handler runs; all errors are answered
/// together as 422 <c>validation-failed</c>.</summary>
public interface IChecked
{
    /// <summary>Names every field that breaks a rule which can be seen from the request alone.</summary>
    void Check(FieldErrors errors);
}

/// <summary>Collects the wrong fields of a request. Pointers are relative to where <see cref="In"/> stands.</summary>
public sealed class FieldErrors
{
    private readonly List<FieldError> _found = [];
    private string _prefix = "";

    /// <summary>All wrong fields so far.</summary>
    public IReadOnlyList<FieldError> Found => _found;

    /// <summary>Names one wrong field: <c>errors.Add("/email", "must be an e-mail address")</c>.</summary>
    public void Add(string pointer, string reason) => _found.Add(new(_prefix + pointer, reason));

    /// <summary>Adds the error unless the rule holds.</summary>
    public void Require(bool holds, string pointer, string reason)
    {
        if (!holds)
            Add(pointer, reason);
    }

    /// <summary>Text must have something to read in it and at most so many characters. Null is fine: what must be there
    /// is a parameter without a default.</summary>
    public void Text(string pointer, string? value, int lengthMax)
    {
        if (value is null)
            return;
        if (string.IsNullOrWhiteSpace(value))
            Add(pointer, "must not be empty");
        else if (value.Length > lengthMax)
            Add(pointer, $"must be at most {lengthMax} characters");
        else if (value.Contains('\0', StringComparison.Ordinal))
            Add(pointer, "must not hold a null character");
    }

    /// <summary>A number must be between two others, both allowed. Null is fine.</summary>
    public void Range(string pointer, decimal? value, decimal min, decimal max)
    {
        if (value < min || value > max)
            Add(pointer, string.Create(CultureInfo.InvariantCulture, $"must be from {min} to {max}"));
    }

    /// <summary>A list must have between so many items; each is checked under its index. Null is fine.</summary>
    public void Items<T>(string pointer, IReadOnlyList<T>? items, int min, int max, Action<T, FieldErrors> check)
    {
        if (items is null)
            return;
        if (items.Count < min || items.Count > max)
            Add(pointer, min == 0 ? $"must have at most {max} items" : $"must have {min} to {max} items");
        for (var i = 0; i < items.Count && i < max; i++)
            In($"{pointer}/{i}", items[i], check);
    }

    /// <summary>Checks a part under its own pointer: <c>errors.In("/customer", Customer, (c, e) => …)</c>. Null is
    /// fine.</summary>
    public void In<T>(string pointer, T? part, Action<T, FieldErrors> check)
    {
        if (part is null)
            return;
        var outer = _prefix;
        _prefix = outer + pointer;
        check(part, this);
        _prefix = outer;
    }
}
