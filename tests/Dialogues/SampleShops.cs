using Platform.Conversation;

namespace Platform.Dialogues;

/// <summary>Shops that dialogues are held with.</summary>
public static class SampleShops
{
    /// <summary>Wednesday, 11 March 2026, 10:00 in New York.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(-4));

    public static ShopContext Home { get; } = new()
    {
        Name = "Harbor Home Services",
        Greeting = "Thanks for calling Harbor Home Services. How can I help you?",
        TimeZone = "America/New_York",
        Now = Now,
        CallerNumber = "+15550123456",
        Cities = ["New York", "Brooklyn", "Jersey City", "Yonkers"],
        Hours = [.. Enumerable.Range(1, 5)
            .Select(day => new ShopHours((DayOfWeek)day, new TimeOnly(8, 0), new TimeOnly(18, 0)))],
        Services =
        [
            new(DraftCategory.Repairs, "AC Repair", ["air conditioning repair", "cooling"], 15000),
            new(DraftCategory.Installation, "AC Installation", ["new air conditioner"], 250000),
            new(DraftCategory.Maintenance, "AC Maintenance", ["ac tune up"], 9900),
            new(DraftCategory.Repairs, "Heating Repair", ["furnace repair", "boiler"], 16000),
            new(DraftCategory.Repairs, "Plumbing Repair", ["plumber", "leak", "clogged drain"], 12000),
            new(DraftCategory.Repairs, "Electrical Repair", ["electrician", "outlet", "breaker"], 13000),
            new(DraftCategory.Repairs, "Appliance Repair", ["fridge", "washer", "dryer"], 11000),
            new(DraftCategory.Cleaning, "House Cleaning", ["maid service", "deep clean"], 14000),
            new(DraftCategory.Cleaning, "Carpet Cleaning", ["rug"], 13000),
            new(DraftCategory.Installation, "TV Mounting", ["mount a tv"], 9000),
            new(DraftCategory.Maintenance, "Lawn Care", ["mowing", "yard work"], 6000),
            new(DraftCategory.Other, "Locksmith", ["locked out", "rekey"], 8000),
            new(DraftCategory.Other, "Pest Control", ["exterminator"], 17500),
            new(DraftCategory.Other, "Interior Painting", ["painter", "paint a room"], 40000),
            new(DraftCategory.Delivery, "Moving Help", ["movers"], 30000),
        ],
    };

    public static ShopContext Garden { get; } = Home with
    {
        Name = "Green Corner Supply",
        Greeting = "Green Corner Supply, what can I get for you?",
        Services = [],
        Items =
        [
            new(null, "Garden Hose", ["hose"], 2999),
            new(null, "Bag of Mulch", ["mulch", "bags of mulch"], 599),
            new(null, "Tomato Plant", ["tomato seedling"], 450),
            new(null, "Work Gloves", ["gloves", "pairs of gloves", "pair of gloves"], 1299),
            new(null, "Snow Shovel", ["shovel"], 3499),
            new(null, "Watering Can", [], 1899),
        ],
    };

    public static ShopContext Bakery { get; } = Home with
    {
        Name = "Corner Bakery",
        Greeting = "Corner Bakery, good morning. What can I bring you?",
        Services = [],
        Items =
        [
            new(null, "Sourdough Loaf", ["sourdough", "loaf of sourdough"], 850),
            new(null, "Croissant", [], 375),
            new(null, "Birthday Cake", ["cake"], 4800),
            new(null, "Cinnamon Roll", [], 425),
            new(null, "Bagel", [], 200),
            new(null, "Apple Pie", ["pie"], 2600),
        ],
    };

    /// <summary>A hairdresser who comes to the house.</summary>
    public static ShopContext Salon { get; } = Home with
    {
        Name = "Studio Nine",
        Greeting = "Studio Nine, we come to you. What can we do for you?",
        Services =
        [
            new(DraftCategory.Other, "Haircut", ["trim"], 6500),
            new(DraftCategory.Other, "Hair Coloring", ["color", "highlights", "dye"], 14000),
            new(DraftCategory.Other, "Blowout", ["blow dry"], 7000),
            new(DraftCategory.Other, "Beard Trim", ["beard"], 3500),
            new(DraftCategory.Other, "Bridal Styling", ["wedding hair", "updo"], 25000),
        ],
    };

    /// <summary>The shop of that name; a name that is no shop's is a mistake in a dialogue.</summary>
    public static ShopContext Named(string name) => name switch
    {
        "home" => Home,
        "garden" => Garden,
        "bakery" => Bakery,
        "salon" => Salon,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such shop."),
    };
}
