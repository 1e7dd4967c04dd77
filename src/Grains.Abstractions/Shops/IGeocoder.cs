namespace Platform.Shops;

/// <summary>Finds where an address is.</summary>
public interface IGeocoder
{
    /// <summary>The place, or null when it is not known: then the order says so, and postal code and service area
    /// decide. Never throws for an address; never answers 0, 0.</summary>
    Task<Place?> LocateAsync(PlaceQuery query, CancellationToken cancellationToken);
}

/// <summary>What is known of an address.</summary>
/// <param name="Line1">House number and street.</param>
/// <param name="City">Town.</param>
/// <param name="State">Two letters or the name.</param>
/// <param name="PostalCode">As said.</param>
/// <param name="Country">ISO 3166 code; null is taken as the United States.</param>
public sealed record PlaceQuery(string? Line1, string? City, string? State, string? PostalCode, string? Country);

/// <summary>A place on earth, degrees.</summary>
public sealed record Place(double Latitude, double Longitude, PlacePrecision Precision);

/// <summary>How near the place is to the address.</summary>
public enum PlacePrecision
{
    Street = 1,
    PostalCode = 2,
    Town = 3,
}
