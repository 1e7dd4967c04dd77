using System.Collections.Frozen;
using System.Globalization;

namespace Platform.Phones;

/// <summary>Countries as people write them in an address.</summary>
public static class Countries
{
    // Three-letter codes and English names, from the platform's own globalisation data.
    private static readonly FrozenDictionary<string, string> Codes = CultureInfo
        .GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => region.TwoLetterISORegionName.Length == 2)
        .SelectMany(region => new[]
        {
            (Name: region.ThreeLetterISORegionName, Code: region.TwoLetterISORegionName),
            (Name: region.EnglishName, Code: region.TwoLetterISORegionName),
        })
        .Where(country => country.Name.Length > 2)
        .DistinctBy(country => country.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(country => country.Name, country => country.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The ISO 3166 code of two letters behind <c>US</c>, <c>usa</c> or <c>United States</c>; null where none
    /// is known.</summary>
    public static string? CodeOf(string? country) => country?.Trim() switch
    {
        null => null,
        [var first, var second] when char.IsAsciiLetter(first) && char.IsAsciiLetter(second) =>
            $"{char.ToUpperInvariant(first)}{char.ToUpperInvariant(second)}",
        var name => Codes.GetValueOrDefault(name),
    };
}
