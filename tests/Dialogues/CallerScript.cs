using System.Collections.Immutable;
using Platform.Conversation;

namespace Platform.Dialogues;

/// <summary>What the agent's last words ask for, as a caller understands them.</summary>
public enum Ask
{
    Opening = 0,
    What = 1,
    Name = 2,
    Address = 3,
    City = 4,
    When = 5,
    Phone = 6,
    SamePhone = 7,
    Confirm = 8,
    Change = 9,
    CallBack = 10,
    Book = 11,
    More = 12,
    Goods = 13,
}

/// <summary>A caller: what they say first, what they answer to each question, and what they meant.</summary>
public sealed record CallerScript
{
    public required string Name { get; init; }

    public required ShopContext Shop { get; init; }

    /// <summary>Answers to each question in order; the last one is repeated when a question comes again.</summary>
    public required ImmutableDictionary<Ask, ImmutableArray<string>> Lines { get; init; }

    public required Meant Meant { get; init; }
}

/// <summary>What the caller meant: null is not scored, an empty text must stay empty.</summary>
public sealed record Meant
{
    public DraftIntent? Intent { get; init; }
    public DraftCategory? Category { get; init; }
    public string? Label { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Line1 { get; init; }
    public string? Unit { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }
    public string? Email { get; init; }

    /// <summary>Local time of the shop, <c>2026-03-12 12:00</c>, the earliest.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
    public DraftPriority? Priority { get; init; }

    /// <summary><c>2 Garden Hose, 1 Rake</c>.</summary>
    public string? Lines { get; init; }
    public DraftPhase? Phase { get; init; }
}
