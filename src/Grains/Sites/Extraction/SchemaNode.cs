namespace Platform.Sites.Extraction;

/// <summary>A thing in the words of schema.org, however the page wrote it.</summary>
internal sealed class SchemaNode(CandidateSource source)
{
    /// <summary>How it was written.</summary>
    public CandidateSource Source { get; } = source;

    /// <summary>Its types, without the address before them: <c>HairSalon</c>.</summary>
    public List<string> Types { get; } = [];

    /// <summary>Texts (<see cref="string"/>) and things (<see cref="SchemaNode"/>) by property.</summary>
    public Dictionary<string, List<object>> Properties { get; } = [];

    public bool Is(string type) => Types.Contains(type);

    public void Add(string property, object value)
    {
        if (!Properties.TryGetValue(property, out var values))
            Properties[property] = values = [];
        values.Add(value);
    }

    /// <summary>The first text of a property, or null.</summary>
    public string? Text(string property) =>
        Texts(property).FirstOrDefault();

    public IEnumerable<string> Texts(string property) => Properties.GetValueOrDefault(property, []).OfType<string>();

    public IEnumerable<SchemaNode> Things(string property) =>
        Properties.GetValueOrDefault(property, []).OfType<SchemaNode>();

    /// <summary>A type's or a property's name without the address before it.</summary>
    public static string Bare(string name)
    {
        var trimmed = name.Trim().TrimEnd('/');
        return trimmed[(trimmed.LastIndexOfAny(['/', '#', ':']) + 1)..];
    }
}
