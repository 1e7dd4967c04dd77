using Platform.Ids;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>What is written down beside a call while its caller is erased.</summary>
public sealed class CallErasureTests : PreparedDatabase
{
    private const string Sid = "CA0000000000000000000000000000000f";
    private const string Words = $"CallSid={Sid}&SpeechResult=words";

    private readonly Guid _account = Guid.CreateVersion7();
    private readonly Guid _call = CallId.Of("twilio", Sid);

    [Fact]
    public async Task What_is_being_written_while_the_caller_is_erased_is_emptied_after_it()
    {
        await CallAsync(isErased: false);
        var webhook = Received();
        // Somebody is about to write the very row, so that it is decided that the words are kept, and not yet done.
        await using var blocker = await LockAsync(
            $"""
            insert into webhooks (id, provider, path, received_at, verdict, body)
            values ('{webhook.Webhook.Id}', 'twilio', '/', now(), 'verified', '')
            """);

        var writing = Log.WriteAsync([webhook], default);
        await UntilWaitingAsync(1);
        await ExecuteAsync("update calls set erased_at = now()");
        var erasing = Rows.EraseAsync(_account, _call, Sid, default);
        await UntilWaitingAsync(2);
        await blocker.RollbackAsync();
        await Task.WhenAll(writing, erasing);

        Assert.Equal("", await ScalarAsync<string>("select body from webhooks"));
    }

    [Theory]
    [InlineData(true, true, true, "")]
    [InlineData(true, false, true, "")]
    [InlineData(false, true, true, Words)]
    [InlineData(true, true, false, Words)]
    public async Task Words_are_kept_unless_they_name_an_erased_call(
        bool isErased, bool hasAccount, bool namesIt, string kept)
    {
        await CallAsync(isErased);

        await Log.WriteAsync([Received(hasAccount, namesIt)], default);

        Assert.Equal(kept, await ScalarAsync<string>("select body from webhooks"));
    }

    [Fact]
    public async Task Another_accounts_call_of_the_same_name_takes_no_words_away()
    {
        await CallAsync(isErased: true);

        await Log.WriteAsync(
            [Received() with { Webhook = Received().Webhook with { AccountId = Guid.CreateVersion7() } }], default);

        Assert.Equal(Words, await ScalarAsync<string>("select body from webhooks"));
    }

    private IWebhookLog Log => Host.Get<IWebhookLog>();

    private ICallRows Rows => Host.Get<ICallRows>();

    private ReceivedWebhook Received(bool hasAccount = true, bool namesIt = true) => new(
        new Webhook(
            Guid.CreateVersion7(), hasAccount ? _account : null, CallId: null, "twilio", "/webhooks/twilio/status",
            DateTimeOffset.UnixEpoch, WebhookVerdict.SignatureWrong, LatencyMs: 1, Status: 403, Words),
        namesIt ? _call : null);

    private Task CallAsync(bool isErased) => ExecuteAsync(
        $$"""
        insert into calls (key, account_id, version, state, id, shop_id, provider, provider_call_id, direction, status,
                           has_conflict, started_at, turn_count, updated_at, erased_at)
        values ('{{GrainKey.Of(_account, _call)}}',
                '{{_account}}', 1, '{}', '{{_call}}', gen_random_uuid(), 'twilio', '{{Sid}}', 'inbound',
                'ringing', false, now(), 0, now(), {{(isErased ? "now()" : "null")}})
        """);
}
