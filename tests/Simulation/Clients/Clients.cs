namespace Platform.Simulation;

/// <summary>Everybody who wants something in a seed.</summary>
internal static class Clients
{
    public static async Task Run(World world)
    {
        var isOver = new TaskCompletionSource();
        List<Task> others =
        [
            .. world.Vendors.Select((id, no) => new VendorApp(world, id, no).Run(isOver.Task)),
            .. Cast.Accounts.Select((id, no) => new Dashboard(world, id, no).Run(isOver.Task)),
            new Reader(world).Run(isOver.Task),
        ];
        List<Task> buyers =
        [
            .. Enumerable.Range(0, world.Size.Staff).Select(no => new Staff(world, no).Run()),
            .. Enumerable.Range(0, world.Size.Sellers).Select(no => new Seller(world, no).Run()),
            new Storekeeper(world).Run(),
            .. Enumerable.Range(0, world.Size.Owners).Select(no => new Owner(world, no).Run()),
            .. Enumerable.Range(0, world.Size.Callers).Select(no => new Caller(world, no).Run()),
        ];
        await Task.WhenAll(buyers);
        await world.PauseUpTo(10);
        isOver.SetResult();
        await Task.WhenAll(others);
    }
}
