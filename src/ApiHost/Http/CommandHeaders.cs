using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Http;

/// <summary>The headers of a command. Take it as a parameter of the handler.</summary>
/// <param name="IdempotencyKey">The caller's id of the command, without quotes; null when there is none.</param>
/// <param name="IfMatch">The version the change was decided on; null when there is none, or for <c>*</c>.</param>
/// <param name="RequestHash">SHA-256 of method, path, query and body, so that a key with another body is noticed; empty
/// when there is no key.</param>
internal sealed record CommandHeaders(string? IdempotencyKey, long? IfMatch, string RequestHash)
{
    private const int KeyLengthMax = 255;

    // What is there has one from 1 on.
    private const long NoVersion = 0;

    public static ValueTask<CommandHeaders?> BindAsync(HttpContext http)
    {
        var key = ReadKey(http.Request.Headers["Idempotency-Key"].ToString());
        var version = ReadVersion(http.Request.Headers.IfMatch.ToString());
        return new(new CommandHeaders(key, version, key is null ? "" : Hash(http)));
    }

    /// <summary>The version to ask a patch of something for that was just read at <paramref name="known"/>: another one
    /// in between must not be overwritten, whatever was sent. Who decided on another one is asked for a version that
    /// nothing has, so that it is no change, unless it is the repetition of one.</summary>
    public long DecidedOn(long known) => IfMatch is null || IfMatch == known ? known : NoVersion;

    /// <summary>The key, accepted quoted as RFC 8941 wants it and bare as most clients send it.</summary>
    internal static string? ReadKey(string header)
    {
        var key = header is ['"', .. var inner, '"'] ? inner : header;
        if (key.Length == 0)
            return null;
        return key.Length <= KeyLengthMax && key.All(c => c is > ' ' and <= '~' and not '"')
            ? key
            : throw Malformed("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
    }

    /// <summary>The version: <c>"3"</c>, <c>W/"3"</c> or <c>3</c>.</summary>
    internal static long? ReadVersion(string header)
    {
        if (header is "" or "*")
            return null;
        var tag = header.StartsWith("W/", StringComparison.Ordinal) ? header.AsSpan(2) : header;
        return long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw Malformed("If-Match", "must be one version in quotes, as ETag gave it");
    }

    private static ProblemException Malformed(string header, string reason) =>
        new(Problems.Of(400, "malformed-request", $"{header} {reason}."));

    private static string Hash(HttpContext http)
    {
        var request = http.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(JsonBodies.Of(http) ?? []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
