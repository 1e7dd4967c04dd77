namespace Platform.Commits;

internal static class Receipts
{
    public static Receipt Sample(string key, long version = 1) => new(
        Storage.Keys.Account, Actor.System.ToString(), "boxes.fill", key, "hash", 201,
        new("0190bbbb-0000-7000-8000-00000000000b"), version);

    public static Command CommandOf(string key) => Command.BySystem(Storage.Keys.Account, "boxes.fill", key);
}
