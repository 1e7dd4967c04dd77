using Microsoft.Extensions.DependencyInjection;

namespace Platform.Stock;

/// <summary>What the stock needs of PostgreSQL beside its commits.</summary>
internal static class StockStorage
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IStockRows, StockRowsReader>();
        services.AddSingleton<IStockReader, StockReader>();
        services.AddSingleton<IStockCounts, StockCounts>();
    }
}
