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
            Path.Combine(AppContext.BaseDirectory, "Conversation/Dialogues/held-out.txt")))
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

        Assert.True(table.Share("whole draft") >= 0.2);
    }
}
