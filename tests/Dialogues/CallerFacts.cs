using System.Globalization;
using Platform.Conversation;

namespace Platform.Dialogues;

/// <summary>A job as a caller puts it.</summary>
public sealed record SaidJob(string Said, string Label, DraftCategory Category, DraftPriority Priority);

/// <summary>An address as it is said and as it is written.</summary>
public sealed record SaidAddress(string Said, string Line1, string? Unit, string City, string? Zip);

/// <summary>A telephone number as it is said.</summary>
public sealed record SaidPhone(string Said, string E164, bool IsOwn);

/// <summary>A time as it is said on <see cref="SampleShops.Now"/>, and what it means there.</summary>
public sealed record SaidTime(string Said, string From, string To);

/// <summary>Goods as they are said.</summary>
public sealed record SaidGoods(string Said, string Name, int Count);

/// <summary>What generated callers want, are called, and live at.</summary>
public static class CallerFacts
{
    internal static readonly string[] DigitNames = ["zero", "one", "two", "three", "four", "five", "six", "seven",
        "eight", "nine"];
    private static readonly string[] TensNames = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
        "eighty", "ninety"];
    private static readonly string[] TeenNames = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        + "eighteen nineteen").Split(' ');
    private static readonly string[] First = ("Maria James Aisha Wei Carlos Priya Olga Kwame Fatima Liam Noor Sven "
        + "Yuki Thandi Rosa Declan Ines Tomasz Bianca Hugo").Split(' ');
    private static readonly string[] Last = ("Alvarez Nguyen Okafor Kowalski Haddad Peterson Silva O'Brien McKenna "
        + "Tanaka Rossi Dlamini Ferreira Novak Lindqvist Chaudhry Baptiste Moreau Ivanov Castillo").Split(' ');
    private static readonly string[] Streets = ["Maple", "Oak", "Washington", "Elm", "Prospect", "Cedar", "Lincoln",
        "Highland", "Jefferson", "Willow", "Fifth", "Ninth"];
    private static readonly string[] Kinds = ["Street", "Avenue", "Road", "Drive", "Lane", "Boulevard", "Court"];

    public static IReadOnlyList<SaidJob> Jobs { get; } =
    [
        new("my air conditioner stopped working", "AC Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("the AC is blowing warm air", "AC Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("I want a new air conditioner put in", "AC Installation", DraftCategory.Installation, DraftPriority.Medium),
        new("I need the yearly tune up for my AC, no rush", "AC Maintenance", DraftCategory.Maintenance,
            DraftPriority.Low),
        new("our furnace won't turn on", "Heating Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("the boiler is making a loud noise", "Heating Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("there's a leak under my kitchen sink", "Plumbing Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("a pipe burst and there's water everywhere", "Plumbing Repair", DraftCategory.Repairs,
            DraftPriority.Urgent),
        new("my toilet is clogged", "Plumbing Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("an outlet in the bedroom is sparking", "Electrical Repair", DraftCategory.Repairs, DraftPriority.Urgent),
        new("the breaker keeps tripping", "Electrical Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("my dishwasher won't drain", "Appliance Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("the fridge is not cooling", "Appliance Repair", DraftCategory.Repairs, DraftPriority.Medium),
        new("I'd like to book a house cleaning", "House Cleaning", DraftCategory.Cleaning, DraftPriority.Medium),
        new("I need a deep clean of my apartment", "House Cleaning", DraftCategory.Cleaning, DraftPriority.Medium),
        new("I want my carpets cleaned", "Carpet Cleaning", DraftCategory.Cleaning, DraftPriority.Medium),
        new("can you mount a TV on my wall", "TV Mounting", DraftCategory.Installation, DraftPriority.Medium),
        new("I need somebody to mow the lawn", "Lawn Care", DraftCategory.Maintenance, DraftPriority.Medium),
        new("I'm locked out of my house", "Locksmith", DraftCategory.Other, DraftPriority.Urgent),
        new("we have roaches in the kitchen", "Pest Control", DraftCategory.Other, DraftPriority.Medium),
        new("I'd like two bedrooms painted, it's not urgent", "Interior Painting", DraftCategory.Other,
            DraftPriority.Low),
        new("I need movers for a one bedroom apartment", "Moving Help", DraftCategory.Delivery, DraftPriority.Medium),
    ];

    public static IReadOnlyList<SaidTime> Times { get; } =
    [
        new("tomorrow afternoon", "2026-03-12 12:00", "2026-03-12 17:00"),
        new("tomorrow at nine in the morning", "2026-03-12 09:00", "2026-03-12 09:00"),
        new("next Tuesday at 3", "2026-03-17 15:00", "2026-03-17 15:00"),
        new("Friday morning", "2026-03-13 08:00", "2026-03-13 12:00"),
        new("this Saturday between ten and noon", "2026-03-14 10:00", "2026-03-14 12:00"),
        new("in two hours", "2026-03-11 12:00", "2026-03-11 12:00"),
        new("today at four thirty", "2026-03-11 16:30", "2026-03-11 16:30"),
        new("tonight at seven", "2026-03-11 19:00", "2026-03-11 19:00"),
        new("Monday after 5 pm", "2026-03-16 17:00", "2026-03-16 21:00"),
        new("March twentieth at noon", "2026-03-20 12:00", "2026-03-20 12:00"),
        new("the day after tomorrow in the evening", "2026-03-13 17:00", "2026-03-13 20:00"),
        new("Thursday at half past two", "2026-03-12 14:30", "2026-03-12 14:30"),
        new("next Monday from 9 to 11", "2026-03-16 09:00", "2026-03-16 11:00"),
    ];

    public static IReadOnlyList<SaidGoods> Goods { get; } =
    [
        new("two garden hoses", "Garden Hose", 2), new("a garden hose", "Garden Hose", 1),
            new("ten bags of mulch", "Bag of Mulch", 10),
        new("a dozen tomato plants", "Tomato Plant", 12), new("three pairs of gloves", "Work Gloves", 3),
            new("one snow shovel", "Snow Shovel", 1),
        new("a couple of watering cans", "Watering Can", 2), new("5 watering cans", "Watering Can", 5), new("half a "
            + "dozen tomato seedlings", "Tomato Plant", 6),
    ];

    public static IReadOnlyList<(string Line, DraftIntent Intent, DraftPhase Phase)> Others { get; } =
    [
        ("Please stop calling me", DraftIntent.OptOut, DraftPhase.Abandoned),
        ("take me off your list", DraftIntent.OptOut, DraftPhase.Abandoned),
        ("sorry, I think I have the wrong number", DraftIntent.WrongNumber, DraftPhase.Abandoned),
        ("Can I speak to a real person please?", DraftIntent.CallBack, DraftPhase.CallBack),
        ("have someone call me back please", DraftIntent.CallBack, DraftPhase.CallBack),
        ("What are your opening hours?", DraftIntent.Question, DraftPhase.Abandoned),
        ("How much is a house cleaning?", DraftIntent.Question, DraftPhase.Abandoned),
        ("never mind, goodbye", DraftIntent.Goodbye, DraftPhase.Abandoned),
    ];

    public static (string Name, string Said) Person(Random random)
    {
        var name = $"{random.Pick(First)} {random.Pick(Last)}";
        var said = random.Pick<Func<string, string>>(
            [n => $"my name is {n}", n => $"this is {n}", n => n, n => $"it's {n}", n => $"{n} here", n =>
                $"I'm {n}", n => $"the name's {n}"])(name);
        return (name, said);
    }

    public static SaidAddress Address(Random random)
    {
        var number = random.Next(4) == 0 ? random.Next(1000, 9800) : random.Next(11, 990);
        var street = $"{random.Pick(Streets)} {random.Pick(Kinds)}";
        var city = random.Pick(SampleShops.Home.Cities);
        var unit = random.Next(4) == 0 ? random.Next(1, 30) : 0;
        var zip = random.Next(3) == 0 ? random.Next(10001, 11999).ToString(CultureInfo.InvariantCulture) : null;
        var spoken = random.Next(2) == 0 ? number.ToString(CultureInfo.InvariantCulture) : SpokenHouse(number);
        var flat = unit > 0 ? $", apartment {unit}" : "";
        var said = $"{spoken} {street}{flat}{random.Pick([", ", " in ", ", "])}{city}";
        if (zip is not null)
            said += random.Next(2) == 0 ? $" {zip}" : $", zip code {Spelled(zip)}";
        return new SaidAddress(said, $"{number} {street}", unit > 0 ? $"Apt {unit}" : null, city, zip);
    }

    public static SaidPhone Phone(Random random)
    {
        if (random.Next(2) == 0)
            return new SaidPhone("this number", "", IsOwn: true);
        var digits = $"{random.Next(201, 990)}{random.Next(200, 999)}{random.Next(1000, 9999)}";
        var said = random.Next(4) switch
        {
            0 => digits,
            1 => $"{digits[..3]}-{digits[3..6]}-{digits[6..]}",
            2 => Spelled(digits),
            _ => $"{Spelled(digits[..3])}, {Spelled(digits[3..6])}, "
                + $"{SpokenPair(digits[6..8])} {SpokenPair(digits[8..])}",
        };
        return new SaidPhone(said, "+1" + digits, IsOwn: false);
    }

    internal static bool IsNumberName(string word) =>
        DigitNames.Contains(word) || TensNames.Contains(word) || TeenNames.Contains(word) || word is "hundred" or "oh";

    private static string Spelled(string digits) => string.Join(' ', digits.Select(digit => DigitNames[digit - '0']));

    private static string SpokenPair(string pair) =>
        pair[0] == '0' ? $"oh {DigitNames[pair[1] - '0']}" : Below100(int.Parse(pair, CultureInfo.InvariantCulture));

    // 123: "one twenty three"; 4216: "forty two sixteen"; 305: "three oh five".
    private static string SpokenHouse(int number)
    {
        if (number < 100)
            return Below100(number);
        var last = (number % 100).ToString("00", CultureInfo.InvariantCulture);
        return $"{Below100(number / 100)} {(last == "00" ? "hundred" : SpokenPair(last))}";
    }

    private static string Below100(int number) =>
        number < 10 ? DigitNames[number]
        : number < 20 ? TeenNames[number - 10]
        : number % 10 == 0 ? TensNames[number / 10] : $"{TensNames[number / 10]} {DigitNames[number % 10]}";
}
