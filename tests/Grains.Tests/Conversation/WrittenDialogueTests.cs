using Platform.Dialogues;
using Xunit.Abstractions;

namespace Platform.Conversation;

public sealed class WrittenDialogueTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Callers_in_another_voice_are_mostly_understood()
    {
        var scores = new List<(string, IReadOnlyList<FieldScore>)>();
        foreach (var script in ScriptFile.Read(
            Path.Combine(AppContext.BaseDirectory, "Conversation/Dialogues/other-voices.txt")))
        {
            var result = await DialogueRunner.RunAsync(new RulesAgent(), script);
            scores.Add((script.Name, Score.Of(result.State.Draft, script.Meant)));
            if (scores[^1].Item2.Any(field => !field.IsRight))
            {
                output.WriteLine($"--- {script.Name}");
                foreach (var line in result.Transcript)
                    output.WriteLine($"{(line.IsCaller ? "  C" : "  A")}: {line.Text}");
            }
        }

        var table = Score.Table(scores);
        output.WriteLine(table.ToString());
        foreach (var miss in table.Misses)
            output.WriteLine(miss);

        // Measured 55.9 % of whole drafts when the agent had never seen them, 94.9 % after it was made more general.
        Assert.InRange(table.Share("whole draft"), 0.93, 1);
        Assert.Equal(1, table.Share("intent"));
    }
}
