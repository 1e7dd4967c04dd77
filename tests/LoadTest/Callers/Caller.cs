using System.Text.Json.Nodes;
using Platform.LoadTest.Measure;
using Platform.LoadTest.Twilio;

namespace Platform.LoadTest.Callers;

/// <summary>Plays one call from ringing to its end, the provider's part and the person's.</summary>
internal sealed class Caller(PhoneLine line, Meters meters, TimeProvider clock, Pace pace)
{
    private const int TurnsMax = 30;

    /// <summary>Calls a number as this person.</summary>
    public async Task CallAsync(Persona persona, string number, CancellationToken cancellationToken)
    {
        var leg = new CallLeg(clock, line.AccountSid, persona.Phone, number);
        meters.Add("calls now", 1);
        try
        {
            await line.TellAsync(leg, "ringing", cancellationToken);
            var plan = await meters.TimeAsync(clock, "voice webhook", () => line.RingAsync(leg, cancellationToken));
            if (plan.RelayUrl is null)
            {
                meters.Add("calls refused", 1);
                await line.TellAsync(leg, "completed", cancellationToken);
                return;
            }

            await meters.TimeAsync(clock, "status webhook", async () =>
            {
                await line.TellAsync(leg, "in-progress", cancellationToken);
                return true;
            });
            await TalkAsync(leg, plan, plan.RelayUrl, persona, cancellationToken);
            await line.TellAsync(leg, "completed", cancellationToken);
            meters.Add("calls done", 1);
        }
        finally
        {
            meters.Add("calls now", -1);
        }
    }

    private async Task TalkAsync(
        CallLeg leg, CallPlan plan, Uri relayUrl, Persona persona, CancellationToken cancellationToken)
    {
        var sessionId = $"VX{Guid.NewGuid():N}";
        await using var socket = new RelaySocket(clock);
        await meters.TimeAsync(clock, "relay connect", async () =>
        {
            await socket.ConnectAsync(relayUrl, line.SignUpgrade(relayUrl), cancellationToken);
            return true;
        });
        await socket.SendAsync(Setup(leg, sessionId, plan), cancellationToken);

        var mind = new Mind(persona);
        var heard = plan.Greeting;
        for (var turn = 0; turn < TurnsMax && !socket.IsEnded; turn++)
        {
            await pace.ListenAsync(heard, cancellationToken);
            if (mind.Answer(heard) is not { } said)
                break;

            await pace.SpeakAsync(said, cancellationToken);
            var asked = clock.GetTimestamp();
            await socket.SendAsync(Prompt(said), cancellationToken);
            var answer = await socket.HearAsync(cancellationToken);
            if (answer.FirstTokenAt != 0)
                meters.Of("first token").Durations.Record(clock.GetElapsedTime(asked, answer.FirstTokenAt));
            heard = answer.Words ?? "";
            while (Mind.IsAskedToWait(heard) && !socket.IsEnded)
                heard = (await socket.HearAsync(cancellationToken)).Words ?? "";
        }

        await pace.ListenAsync(heard, cancellationToken);
        await socket.CloseAsync(cancellationToken);
        if (plan.Action is { } action)
            await line.RelayEndedAsync(leg, action, sessionId, cancellationToken);
    }

    private JsonObject Setup(CallLeg leg, string sessionId, CallPlan plan)
    {
        var parameters = new JsonObject();
        foreach (var (name, value) in plan.Parameters)
            parameters[name] = value;
        return new JsonObject
        {
            ["type"] = "setup",
            ["sessionId"] = sessionId,
            ["accountSid"] = line.AccountSid,
            ["callSid"] = leg.CallSid,
            ["from"] = leg.From,
            ["to"] = leg.To,
            ["direction"] = "inbound",
            ["callType"] = "PSTN",
            ["callStatus"] = "RINGING",
            ["customParameters"] = parameters,
        };
    }

    private static JsonObject Prompt(string said) => new()
    {
        ["type"] = "prompt",
        ["voicePrompt"] = said,
        ["lang"] = "en-US",
        ["last"] = true,
    };
}
