using System.Collections.Frozen;
using System.Globalization;

namespace Platform.Shops;

/// <summary>Finds US postal codes and towns in tables that ship with the product (see Places/README.md). No
/// network.</summary>
internal sealed class OfflineGeocoder : IGeocoder
{
    private readonly Lazy<FrozenDictionary<string, Place>> _postalCodes = new(() => Read(
        "postal-codes.tsv", parts => (parts[0], At(parts[1], parts[2], PlacePrecision.PostalCode))));

    private readonly Lazy<FrozenDictionary<string, Place>> _towns = new(() => Read(
        "places.tsv", parts => (Town(parts[0], parts[1]), At(parts[2], parts[3], PlacePrecision.Town))));

    public Task<Place?> LocateAsync(PlaceQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(Locate(query));

    internal Place? Locate(PlaceQuery query)
    {
        if (query.Country is { Length: > 0 } country && country.ToUpperInvariant() is not ("US" or "USA"))
            return null;

        // The postal code is nearer than the town; one that does not exist says nothing, so the town may still.
        if (query.PostalCode is { } code && PostalCode(code) is { } five
            && _postalCodes.Value.TryGetValue(five, out var place))
        {
            return place;
        }

        // Without a state a town is a guess: the country has nine Springfields.
        return query.City is { } city && query.State is { } state
            && UsStates.Code(state) is { } stateCode
            && _towns.Value.TryGetValue(Town(stateCode, city), out var town)
            ? town
            : null;
    }

    /// <summary>The five digits of a code that may have four more, or null.</summary>
    private static string? PostalCode(string text)
    {
        var trimmed = text.Trim();
        var isCode = trimmed.Length is 5 or 9 or 10 && trimmed.Take(5).All(char.IsAsciiDigit)
            && trimmed.Skip(5).All(c => char.IsAsciiDigit(c) || c is '-' or ' ');
        return isCode ? trimmed[..5] : null;
    }

    private static string Town(string state, string city) =>
        state + "/" + city.Trim().ToUpperInvariant().Replace("SAINT ", "ST ", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal);

    private static Place At(string latitude, string longitude, PlacePrecision precision) => new(
        double.Parse(latitude, CultureInfo.InvariantCulture),
        double.Parse(longitude, CultureInfo.InvariantCulture),
        precision);

    private static FrozenDictionary<string, Place> Read(string file, Func<string[], (string, Place)> read)
    {
        using var stream = typeof(OfflineGeocoder).Assembly.GetManifestResourceStream("places/" + file)
            ?? throw new InvalidOperationException($"The table {file} is missing from this build.");
        using var reader = new StreamReader(stream);
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var (key, place) = read(line.Split('\t'));
            places.TryAdd(key, place);
        }

        return places.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
