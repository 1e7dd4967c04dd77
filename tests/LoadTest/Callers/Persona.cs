using System.Globalization;

namespace Platform.LoadTest.Callers;

/// <summary>Who calls and what they want, drawn from a seed.</summary>
internal sealed record Persona(
    string Name, string Phone, string HouseNumber, string Street, string City, string State, string PostalCode,
    string Service, string Opening, string When, Wish Wish = Wish.Order, string Corrected = "",
    bool IsHesitant = false, bool Corrects = false, int Manner = 0)
{
    private static readonly string[] Names = Lines("names.txt");
    private static readonly string[] Streets = Lines("streets.txt");
    private static readonly string[] Problems = Lines("problems.txt");

    private static readonly string[] Goods = Lines("goods.txt");

    private static readonly string[] Times =
    [
        "tomorrow morning", "tomorrow afternoon", "today if possible", "next Tuesday at three", "on Friday after two",
        "this weekend", "as soon as you can", "Monday at nine in the morning",
    ];

    private static readonly string[] Questions =
    [
        "Hi, how much is a house cleaning?", "What time do you open tomorrow?", "Do you do carpet cleaning?",
        "Hello, what do you charge to mount a TV?",
    ];

    /// <summary>The whole address as it is spoken.</summary>
    public string Address => $"{HouseNumber} {Street}, {City}, {State} {PostalCode}";

    /// <summary>The persona of this number; the same number and seed, the same persona.</summary>
    public static Persona Draw(int seed, int number)
    {
        var random = new Random(HashCode.Combine(seed, number));
        var street = Streets[random.Next(Streets.Length)].Split('|');
        var isBuying = random.Next(4) == 0;
        var lines = isBuying ? Goods : Problems;
        var problem = lines[random.Next(lines.Length)].Split('|');
        var house = random.Next(10, 400);
        var wish = random.Next(20) switch
        {
            0 or 1 => Wish.Question,
            2 => Wish.Person,
            3 => Wish.Leave,
            _ => Wish.Order,
        };
        var opening = wish switch
        {
            Wish.Question => Questions[random.Next(Questions.Length)],
            Wish.Person => "Hi, could I talk to somebody about my last visit, please?",
            _ => problem[1],
        };
        return new Persona(
            Names[random.Next(Names.Length)],
            string.Create(CultureInfo.InvariantCulture, $"+1212555{random.Next(10_000):0000}"),
            house.ToString(CultureInfo.InvariantCulture),
            street[0], street[1], street[2], street[3], problem[0], opening,
            Times[random.Next(Times.Length)], wish,
            isBuying || random.Next(2) == 0
                ? string.Create(CultureInfo.InvariantCulture, $"No, sorry, it's {house + 2}, not {house}.")
                : "Could we make it tomorrow afternoon instead?",
            IsHesitant: random.Next(4) == 0,
            Corrects: random.Next(6) == 0,
            Manner: random.Next(4));
    }

    private static string[] Lines(string name)
    {
        using var stream = typeof(Persona).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
