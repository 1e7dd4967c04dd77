namespace Platform.Orders;

/// <summary>Which of the six categories a service counts as, by the words of its name. A shop that says the category
/// itself is believed.</summary>
internal static class ServiceLabels
{
    // The first row with a word that the label contains decides: "AC installation" is an installation, "delivery and
    // installation" too, "cleaning of the AC" is cleaning.
    private static readonly (ServiceCategory Category, string[] Stems)[] Rows =
    [
        (ServiceCategory.Installation, ["install", "assembl", "mount", "set up", "setup", "fitting", "hook up"]),
        (ServiceCategory.Cleaning, ["clean", "wash", "maid", "janitor", "sanitiz", "sanitis", "carpet", "housekeep"]),
        (ServiceCategory.Maintenance, ["maint", "inspect", "tune", "check-up", "checkup", "garden", "lawn"]),
        (ServiceCategory.Delivery, ["deliver", "courier", "shipping", "moving", "pick up", "pickup", "transport"]),
        (ServiceCategory.Repairs, ["repair", "fix", "broken", "leak", "plumb", "electric", "restor", "replace"]),
    ];

    /// <summary>The category of a label; <see cref="ServiceCategory.Other"/> when no word is known.</summary>
    public static ServiceCategory Classify(string? label)
    {
        if (label is null)
            return ServiceCategory.Other;
        foreach (var (category, stems) in Rows)
        {
            foreach (var stem in stems)
            {
                if (label.Contains(stem, StringComparison.OrdinalIgnoreCase))
                    return category;
            }
        }

        return ServiceCategory.Other;
    }
}
