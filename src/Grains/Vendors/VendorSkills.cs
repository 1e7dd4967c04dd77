using System.Collections.Immutable;
using Platform.Conversation;

namespace Platform.Vendors;

/// <summary>What a vendor does and where, in words that a database can compare. The same words say what an order
/// needs. Pure.</summary>
internal static class VendorSkills
{
    /// <summary>All that a vendor does: <c>category:repairs</c> for everything of a category; <c>label:ac repair</c>
    /// and <c>in:repairs</c> for one thing of it.</summary>
    public static ImmutableArray<string> Of(RosterCard card) =>
    [
        .. card.Services.SelectMany(service => Label(service.Label) is { } label
            ? new[] { $"label:{label}", $"in:{Word(service.Category)}" }
            : [$"category:{Word(service.Category)}"]).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What a vendor must do at least one of. Who does something else of the same category cannot do what has
    /// a name; without a name, anybody of the category can.</summary>
    public static ImmutableArray<string> Needed(string category, string? label) =>
        Label(label) is { } named
            ? [$"label:{named}", $"category:{category}"]
            : [$"category:{category}", $"in:{category}"];

    /// <summary>A postal code as it is compared: capitals without spaces, and of a ZIP+4 the ZIP.</summary>
    public static string? PostalCode(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
            return null;
        var plain = code.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain is [_, _, _, _, _, '-', _, _, _, _] && plain[..5].All(char.IsAsciiDigit) ? plain[..5] : plain;
    }

    public static string Word(DraftCategory category) => category switch
    {
        DraftCategory.Cleaning => "cleaning",
        DraftCategory.Repairs => "repairs",
        DraftCategory.Installation => "installation",
        DraftCategory.Maintenance => "maintenance",
        DraftCategory.Delivery => "delivery",
        DraftCategory.Other => "other",
    };

    private static string? Label(string? label) =>
        string.IsNullOrWhiteSpace(label) ? null : label.Trim().ToLowerInvariant();
}
