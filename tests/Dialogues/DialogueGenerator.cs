using System.Collections.Immutable;
using Platform.Conversation;

namespace Platform.Dialogues;

/// <summary>Makes callers up: what they want × how they say it × how it is transcribed. The same seed makes the same
/// callers.</summary>
public static class DialogueGenerator
{
    public static IEnumerable<CallerScript> Many(int seed, int count)
    {
        for (var i = 0; i < count; i++)
            yield return One(seed, i);
    }

    /// <summary>The caller with this number of this seed.</summary>
    public static CallerScript One(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var script = random.Next(100) switch
        {
            < 74 => ServiceCaller(random),
            < 88 => GoodsCaller(random),
            _ => OtherCaller(random),
        };
        return Noise.Over(script with { Name = $"{seed}/{number}" }, random);
    }

    private static CallerScript ServiceCaller(Random random)
    {
        var job = random.Pick(CallerFacts.Jobs);
        var (name, said) = CallerFacts.Person(random);
        var place = CallerFacts.Address(random);
        var time = random.Pick(CallerFacts.Times);
        var phone = CallerFacts.Phone(random);
        var lines = new Dictionary<Ask, ImmutableArray<string>>
        {
            [Ask.Opening] = [Opening(random, job.Said, said, time.Said, out var hasTime)],
            [Ask.What] = [job.Said],
            [Ask.Name] = [said],
            [Ask.Address] = [random.Pick([
                "", "it's ", "the address is ", "we're at ", "I live at ", "sure, "]) + place.Said],
            [Ask.City] = [random.Pick(["", "in ", "it's in "]) + place.City],
            [Ask.When] = [hasTime ? time.Said
                : random.Pick(["", "how about ", "could you come ", "maybe ", "let's do "]) + time.Said],
            [Ask.Phone] = [random.Pick(["", "it's ", "sure, ", "my number is ", "you can reach me at "]) + phone.Said],
            [Ask.SamePhone] = [phone.IsOwn ? random.Pick(["yes", "yeah that's fine", "that's right", "yep this "
                + "number is good", "sure"])
                : random.Pick(["no, use ", "no it's ", "actually call me at "]) + phone.Said],
            [Ask.Confirm] = [Confirm(random, place, out var meantLine1)],
            [Ask.More] = [random.Pick(["no thanks, bye", "no that's all", "nope that's it thank you"])],
        };
        return new CallerScript
        {
            Name = "",
            Shop = SampleShops.Home,
            Lines = With(lines, Ask.Confirm,
                random.Pick(["yes that's right", "yes", "perfect, thanks", "correct", "yep sounds good"])),
            Meant = new Meant
            {
                Intent = DraftIntent.OrderService,
                Category = job.Category,
                Label = job.Label,
                Name = name,
                Phone = phone.IsOwn ? SampleShops.Home.CallerNumber
                    : phone.E164,
                Line1 = meantLine1,
                Unit = place.Unit ?? "",
                City = place.City,
                Zip = place.Zip ?? "",
                From = time.From,
                To = time.To,
                Priority = job.Priority,
                Phase = DraftPhase.Confirmed,
            },
        };
    }

    private static CallerScript GoodsCaller(Random random)
    {
        var (name, said) = CallerFacts.Person(random);
        var place = CallerFacts.Address(random);
        var phone = CallerFacts.Phone(random);
        var first = random.Pick(CallerFacts.Goods);
        var second = random.Pick([.. CallerFacts.Goods.Where(goods => goods.Name != first.Name)]);
        var isTwo = random.Next(2) == 0;
        var order = isTwo ? $"{first.Said} and {second.Said}" : first.Said;
        var lines = new Dictionary<Ask, ImmutableArray<string>>
        {
            [Ask.Opening] = [random.Pick([
                "Hi, I'd like to order ", "Can I get ", "I want to buy ", "hello, I need ",
                    "could you send me "]) + order],
            [Ask.Goods] = [order],
            [Ask.Name] = [said],
            [Ask.Address] = [random.Pick(["", "send it to ", "it goes to ", "the address is "]) + place.Said],
            [Ask.City] = [place.City],
            [Ask.Phone] = [phone.Said],
            [Ask.SamePhone] = [phone.IsOwn ? "yes it is" : "no, it's " + phone.Said],
            [Ask.Confirm] = ["yes please"],
        };
        return new CallerScript
        {
            Name = "",
            Shop = SampleShops.Garden,
            Lines = lines.ToImmutableDictionary(),
            Meant = new Meant
            {
                Intent = DraftIntent.OrderProduct,
                Name = name,
                Line1 = place.Line1,
                City = place.City,
                Phone = phone.IsOwn ? SampleShops.Home.CallerNumber : phone.E164,
                Lines = isTwo ? $"{first.Count} {first.Name}, {second.Count} {second.Name}"
                    : $"{first.Count} {first.Name}",
                Phase = DraftPhase.Confirmed,
            },
        };
    }

    private static CallerScript OtherCaller(Random random)
    {
        var (line, intent, phase) = random.Pick(CallerFacts.Others);
        var lines = new Dictionary<Ask,
            ImmutableArray<string>>
        { [Ask.Opening] = [line], [Ask.Book] = ["no"], [Ask.More] = ["no thank you"] };
        return new CallerScript
        {
            Name = "",
            Shop = SampleShops.Home,
            Lines = lines.ToImmutableDictionary(),
            Meant = new Meant { Intent = intent, Phase = phase },
        };
    }

    private static string Opening(Random random, string job, string name, string time, out bool hasTime)
    {
        var hello = random.Pick(["", "Hi, ", "Hello, ", "hey there, ", "Good morning, ", "Yes hi, "]);
        hasTime = random.Next(4) == 0;
        var ask = random.Pick(["can you send someone", "I'd need a visit", "could somebody come out"]);
        return random.Next(3) == 0 && name.Split(' ').Length > 2
            ? $"{hello}{name}. {job}{(hasTime ? $", {ask} {time}" : "")}"
            : $"{hello}{job}{(hasTime ? $", {ask} {time}" : "")}";
    }

    private static string Confirm(Random random, SaidAddress place, out string line1)
    {
        line1 = place.Line1;
        if (random.Next(5) != 0)
        {
            return random.Pick([
                "yes", "that's correct", "yeah", "yes, go ahead", "sounds good", "right", "yep", "that is right"]);
        }

        var number = place.Line1.Split(' ')[0];
        var other = (int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) + 1)
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
        line1 = other + place.Line1[number.Length..];
        return random.Pick([
            $"no, it's {other} not {number}", $"almost, the house number is {other}, not {number}",
                $"no, the address is {line1}"]);
    }

    private static ImmutableDictionary<Ask,
        ImmutableArray<string>> With(Dictionary<Ask, ImmutableArray<string>> lines, Ask ask, string line)
    {
        lines[ask] = lines[ask].Add(line);
        return lines.ToImmutableDictionary();
    }

    internal static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
