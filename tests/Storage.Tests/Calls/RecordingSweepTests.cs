using Platform.Images;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>How long recordings are kept, and that their files go with them and not before.</summary>
public sealed class RecordingSweepTests : PreparedDatabase
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private readonly string _directory = Directory.CreateTempSubdirectory("platform-recordings-").FullName;
    private readonly Guid _account = Guid.CreateVersion7();

    [Theory]
    [InlineData(true, 89.9, true)]
    [InlineData(true, 90.1, false)]
    [InlineData(false, 0.9, true)]
    [InlineData(false, 1.1, false)]
    public async Task A_recording_is_kept_for_its_time_and_one_of_no_call_for_a_day(
        bool hasCall, double ageDays, bool isKept)
    {
        var (conversation, call) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var receivedAt = Now - TimeSpan.FromDays(ageDays);
        var sha256 = await BlobAsync();
        Assert.Null(await Recordings.KeepAsync(_account, conversation, sha256, receivedAt, default));
        if (hasCall)
        {
            Assert.True(
                await Recordings.AssignAsync(_account, conversation, call, isErased: false, receivedAt, default));
        }

        Assert.Equal(isKept ? 0 : 1, await Host.Get<RecordingSweep>().RunAsync(Now, default));

        var isAssigned = await Recordings.AssignAsync(_account, conversation, call, isErased: false, Now, default);
        Assert.Equal(isKept, isAssigned);
        Assert.Equal(isKept ? sha256 : null, await Recordings.FindAsync(_account, call, default));
        // Its file is an hour past its grace.
        var swept = await Host.Get<BlobSweep>().RunAsync(
            TimeProvider.System.GetUtcNow() + BlobSweep.Grace + TimeSpan.FromHours(1), default);
        Assert.Equal(isKept ? 0 : 1, swept);
    }

    [Fact]
    public async Task A_foreign_account_finds_nothing()
    {
        var (conversation, call) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Recordings.KeepAsync(_account, conversation, await BlobAsync(), Now, default);
        await Recordings.AssignAsync(_account, conversation, call, isErased: false, Now, default);

        Assert.Null(await Recordings.FindAsync(Guid.CreateVersion7(), call, default));
    }

    [Fact]
    public async Task Once_its_caller_is_erased_no_recording_is_kept_however_often_it_comes()
    {
        var (conversation, call) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var sha256 = await BlobAsync();
        await Recordings.AssignAsync(_account, conversation, call, isErased: true, Now, default);

        Assert.Equal(call, await Recordings.KeepAsync(_account, conversation, sha256, Now, default));
        Assert.False(await Recordings.AssignAsync(_account, conversation, call, isErased: false, Now, default));

        Assert.Null(await Recordings.FindAsync(_account, call, default));
        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from call_recordings where sha256 is not null"));
    }

    private protected override void Configure(StorageOptions options) =>
        (options.BlobDirectory, options.RecordingRetention) = (_directory, Retention);

    private ICallRecordings Recordings => Host.Get<ICallRecordings>();

    private async Task<string> BlobAsync()
    {
        using var voice = new MemoryStream([1, 2, 3]);
        return await Host.Get<IBlobStore>().PutAsync(voice, default);
    }
}
