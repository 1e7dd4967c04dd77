using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Accounts;

/// <summary>How a link for a forgotten password is made, by whoever makes one.</summary>
public static class ResetLink
{
    private const int TokenBytes = 32;

    /// <summary>How long a link can be used.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromDays(1);

    /// <summary>A new link for a person, and its token, which is kept nowhere.</summary>
    /// <param name="passwordHash">The hash that is the person's now.</param>
    /// <param name="madeBy">As <c>kind:id</c>.</param>
    public static (NewReset Reset, string Token) New(
        Guid userId, string passwordHash, string madeBy, Guid? forAccount, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        return (
            new(Guid.CreateVersion7(now), userId, Hash(token), Mark(passwordHash), madeBy, forAccount, now, now + Life),
            token);
    }

    /// <summary>What is kept of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>What tells the password that a link was made for from every later one.</summary>
    public static string Mark(string passwordHash) => Hash("password " + passwordHash);

    /// <summary>Where it is opened. The token is behind the <c>#</c>, so that no server sees it in an
    /// address.</summary>
    public static string Address(string baseUrl, string token) => $"{baseUrl.TrimEnd('/')}/new-password#{token}";
}
