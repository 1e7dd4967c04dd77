using Platform.Testing;

namespace Platform.Architecture;

/// <summary>The wire contract is approved by a person, line by line.</summary>
public sealed class WireContractTests
{
    private const string Approval = "WRITE_WIRE_CONTRACT";

    private static string ListPath { get; } = Repository.PathOf("tests/Architecture.Tests/WireContract.approved.txt");

    [Fact]
    public void What_crosses_between_silos_is_what_was_approved()
    {
        var now = WireContract.Lines().ToList();
        if (Environment.GetEnvironmentVariable(Approval) == "1")
            File.WriteAllLines(ListPath, now);
        var approved = File.ReadAllLines(ListPath);

        var gone = approved.Except(now).Select(line => $"\n  - {line}").ToList();
        var added = now.Except(approved).Select(line => $"\n  + {line}").ToList();

        Assert.True(gone.Count + added.Count == 0, Message(gone, added));
    }

    private static string Message(List<string> gone, List<string> added)
    {
        var message = $"If that is meant, {Approval}=1 ./platform test --only Architecture.Tests writes the list; "
            + "commit it with the change.";
        if (added.Count > 0)
            message = $"New, and not approved yet:{string.Concat(added)}\n{message}";
        if (gone.Count > 0)
        {
            message = "Gone or changed. A silo of the version before still says it, and reminders and rows may name "
                + $"it; keep it, and put the new beside it:{string.Concat(gone)}\n{message}";
        }

        return message;
    }
}
