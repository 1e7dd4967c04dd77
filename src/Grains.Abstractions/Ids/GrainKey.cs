namespace Platform.Ids;

/// <summary>Keys of grains that belong to an account: <c>{account}/{object}</c>, both as 32 hexadecimal digits.
/// The account stands in the key so that the database can check that a row is its account's.</summary>
public static class GrainKey
{
    private const int IdLength = 32;

    /// <summary>The key of an object of an account.</summary>
    public static string Of(Guid accountId, Guid id) => $"{accountId:N}/{id:N}";

    /// <summary>The account a key belongs to, or null for what belongs to the platform (a vendor, a number).</summary>
    public static Guid? AccountOf(string key) =>
        key.Length > IdLength && key[IdLength] == '/' && Guid.TryParseExact(key.AsSpan(0, IdLength), "N", out var id)
            ? id
            : null;

    /// <summary>The object's own id, the last part of the key.</summary>
    /// <exception cref="FormatException">The key does not end in an id.</exception>
    public static Guid IdOf(string key) => Guid.ParseExact(key.AsSpan(key.LastIndexOf('/') + 1), "N");
}
