namespace Platform.Simulation;

/// <summary>Everybody who wants something in a seed.</summary>
internal static class Clients
{
    public static async Task Run(World world)
    {
        var isOver = new TaskCompletionSource();
        List<Task> others =
        [
            .. Cast.Vendors.Select((id, no) => new VendorApp(world, id, no).Run(isOver.Task)),
            .. Cast.Accounts.Select((id, no) => new Dashboard(world, id, no).Run(isOver.Task)),
            new Reader(world).Run(isOver.Task),
        ];
        List<Task> buyers =
        [
            new Staff(world, 0).Run(), new Staff(world, 1).Run(),
            new Seller(world, 0).Run(), new Seller(world, 1).Run(), new Storekeeper(world).Run(),
            new Caller(world, 0).Run(), new Caller(world, 1).Run(),
        ];
        await Task.WhenAll(buyers);
        await world.PauseUpTo(10);
        isOver.SetResult();
        await Task.WhenAll(others);
    }
}
