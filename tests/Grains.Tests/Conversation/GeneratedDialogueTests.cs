using Platform.Dialogues;
using Xunit.Abstractions;

namespace Platform.Conversation;

public sealed class GeneratedDialogueTests(ITestOutputHelper output)
{
    private const int Seed = 20260311;
    private const int Count = 500;

    [Fact]
    public async Task Callers_that_are_made_up_get_what_they_asked_for()
    {
        var agent = new RulesAgent();
        var scores = new List<(string, IReadOnlyList<FieldScore>)>();
        foreach (var script in DialogueGenerator.Many(Seed, Count))
        {
            var result = await DialogueRunner.RunAsync(agent, script);
            scores.Add((script.Name, Score.Of(result.State.Draft, script.Meant)));
        }

        var table = Score.Table(scores);
        output.WriteLine(table.ToString());
        foreach (var miss in table.Misses)
            output.WriteLine(miss);

        // Measured 98.6 % of whole drafts, every field above 98 %; "three seventy fifth drive" can be heard two ways.
        Assert.InRange(table.Share("whole draft"), 0.97, 1);
        Assert.All(table.Shares.Keys, field => Assert.InRange(table.Share(field), 0.97, 1));
    }
}
