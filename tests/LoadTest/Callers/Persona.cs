using System.Globalization;

namespace Platform.LoadTest.Callers;

/// <summary>Who calls and what they want, drawn from a seed.</summary>
internal sealed record Persona(
    string Name, string Phone, string HouseNumber, string Street, string City, string State, string PostalCode,
    string Service, string Opening, string When, bool IsHesitant, bool Corrects)
{
    private static readonly string[] Names = Lines("names.txt");
    private static readonly string[] Streets = Lines("streets.txt");
    private static readonly string[] Problems = Lines("problems.txt");

    private static readonly string[] Times =
    [
        "tomorrow morning", "tomorrow afternoon", "today if possible", "next Tuesday at three", "on Friday after two",
        "this weekend", "as soon as you can", "Monday at nine in the morning",
    ];

    /// <summary>The whole address as it is spoken.</summary>
    public string Address => $"{HouseNumber} {Street}, {City}, {State} {PostalCode}";

    /// <summary>The persona of this number; the same number and seed, the same persona.</summary>
    public static Persona Draw(int seed, int number)
    {
        var random = new Random(HashCode.Combine(seed, number));
        var street = Streets[random.Next(Streets.Length)].Split('|');
        var problem = Problems[random.Next(Problems.Length)].Split('|');
        return new Persona(
            Names[random.Next(Names.Length)],
            string.Create(CultureInfo.InvariantCulture, $"+1212555{random.Next(10_000):0000}"),
            random.Next(1, 400).ToString(CultureInfo.InvariantCulture),
            street[0], street[1], street[2], street[3], problem[0], problem[1],
            Times[random.Next(Times.Length)],
            IsHesitant: random.Next(5) == 0,
            Corrects: random.Next(6) == 0);
    }

    private static string[] Lines(string name)
    {
        using var stream = typeof(Persona).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
