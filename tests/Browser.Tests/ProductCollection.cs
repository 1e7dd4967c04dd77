namespace Platform.Browsing;

/// <summary>Tests that share one running product; each makes the calls and orders that it looks for.</summary>
[CollectionDefinition(Name)]
public sealed class ProductCollection : ICollectionFixture<Product>
{
    public const string Name = "product";
}
