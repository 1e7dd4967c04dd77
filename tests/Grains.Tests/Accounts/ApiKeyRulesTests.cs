namespace Platform.Accounts;

public sealed class ApiKeyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_key_has_two_secrets_at_most()
    {
        var key = Key();
        for (var generation = 2; generation <= 5; generation++)
        {
            key = ApiKeyRules.Reroll(key, new(generation, $"hash {generation}", TimeSpan.FromDays(1)), Now).Next!;
            Assert.Equal([generation - 1, generation], key.Secrets.Select(secret => secret.Generation));
            Assert.Equal([Now.AddDays(1), null], key.Secrets.Select(secret => secret.ValidUntil));
        }
    }

    [Fact]
    public void Two_rerolls_at_once_make_one()
    {
        var key = ApiKeyRules.Reroll(Key(), new(2, "mine", TimeSpan.Zero), Now).Next!;

        Assert.Equal(
            ApiKeyRefusal.OtherGeneration, ApiKeyRules.Reroll(key, new(2, "theirs", TimeSpan.Zero), Now).Refusal);
    }

    [Fact]
    public void A_revoked_key_stays_revoked()
    {
        var revoked = ApiKeyRules.Revoke(Key(), Now).Next!;

        Assert.Null(ApiKeyRules.Revoke(revoked, Now.AddDays(1)).Next);
        Assert.Equal(ApiKeyRefusal.Revoked, ApiKeyRules.Reroll(revoked, new(2, "h", TimeSpan.Zero), Now).Refusal);
    }

    private static ApiKey Key() => ApiKeyRules.Create(
        Guid.CreateVersion7(), Guid.CreateVersion7(), new("k", "pk_1", "hash", ["orders:read"], null, null), Now).Next!;
}
