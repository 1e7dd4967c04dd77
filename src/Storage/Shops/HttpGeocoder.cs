using System.Globalization;
using System.Text.Json;

namespace Platform.Shops;

/// <summary>Asks a server that speaks Nominatim's search (<c>GET /search?format=jsonv2</c>). What it does not know, or
/// does not answer in time, the offline table may still know.</summary>
public sealed class HttpGeocoder(HttpClient http, IGeocoder fallback, TimeSpan patience) : IGeocoder
{
    /// <inheritdoc/>
    public async Task<Place?> LocateAsync(PlaceQuery query, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(patience);
        try
        {
            return await AskAsync(query, waiting.Token) ?? await fallback.LocateAsync(query, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException)
        {
            return await fallback.LocateAsync(query, CancellationToken.None);
        }
    }

    private async Task<Place?> AskAsync(PlaceQuery query, CancellationToken cancellationToken)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("street", query.Line1),
            ("city", query.City),
            ("state", query.State),
            ("postalcode", query.PostalCode),
            ("country", query.Country ?? "US"),
        };
        var asked = string.Join('&', parts
            .Where(part => !string.IsNullOrWhiteSpace(part.Value))
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        using var answer = await http.GetAsync($"search?format=jsonv2&limit=1&{asked}", cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var found = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken));
        return found.RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
            ? Read(list[0])
            : null;
    }

    private static Place? Read(JsonElement place) =>
        Degrees(place, "lat") is { } latitude && Degrees(place, "lon") is { } longitude
        && latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 && (latitude, longitude) is not (0, 0)
            ? new Place(latitude, longitude, PlacePrecision.Street)
            : null;

    private static double? Degrees(JsonElement place, string name) =>
        place.TryGetProperty(name, out var value)
        && double.TryParse(
            value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(),
            NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            ? degrees
            : null;
}
