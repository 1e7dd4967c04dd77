using System.Collections.Frozen;

namespace Platform.Shops;

/// <summary>The states, as people say them and as addresses write them.</summary>
internal static class UsStates
{
    private const string Table =
        """
        AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
        DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas
        KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi
        MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York
        NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico
        RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia
        WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming
        """;

    private static readonly FrozenDictionary<string, string> Codes = Table
        .Split(['|', '\n'], StringSplitOptions.TrimEntries)
        .SelectMany(state => new[]
        {
            KeyValuePair.Create(state[..2], state[..2]),
            KeyValuePair.Create(state[3..], state[..2]),
        })
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The two letters of a state's name or letters, or null.</summary>
    public static string? Code(string state) => Codes.GetValueOrDefault(state.Trim());
}
