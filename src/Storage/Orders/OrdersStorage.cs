using Microsoft.Extensions.DependencyInjection;
using Platform.Consumers;

namespace Platform.Orders;

/// <summary>What orders need of PostgreSQL beside their commits.</summary>
internal static class OrdersStorage
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IOrderNumbers, OrderNumbers>();
        services.AddSingleton<IOrderRows, OrderRowsReader>();
        services.AddSingleton<IOrderReader, OrderReader>();
        services.AddSingleton<IOfferReader, OfferReader>();
        services.AddSingleton<IPaymentReader, PaymentReader>();
        services.AddTableEffect<OrderCounters>();
    }
}
