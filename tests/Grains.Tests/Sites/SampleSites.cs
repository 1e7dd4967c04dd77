namespace Platform.Sites;

/// <summary>Pages as shops write them.</summary>
internal static class SampleSites
{
    public const string Salon =
        """
        <!doctype html><html><head><title>Example Salon | Home</title>
        <script type="application/ld+json">
        {"@context":"https://schema.org","@type":"HairSalon","name":"Example Salon","telephone":"+1 (212) 555-0100",
         "email":"hello@example-salon.com","address":{"@type":"PostalAddress","streetAddress":"12 Main St",
         "addressLocality":"Brooklyn","addressRegion":"NY","postalCode":"11201","addressCountry":"US"},
         "openingHoursSpecification":[
          {"@type":"OpeningHoursSpecification","dayOfWeek":["Monday","https://schema.org/Tuesday"],
           "opens":"09:00","closes":"17:30"},
          {"@type":"OpeningHoursSpecification","dayOfWeek":"Sunday","opens":"10:00","closes":"14:00",
           "validFrom":"2026-12-20","validThrough":"2026-12-31"}],
         "hasOfferCatalog":{"@type":"OfferCatalog","name":"Services","itemListElement":[
          {"@type":"Offer","price":"45.00","priceCurrency":"USD","itemOffered":
           {"@type":"Service","name":"Haircut","description":"About 45 minutes"}},
          {"@type":"Offer","priceSpecification":{"@type":"PriceSpecification","price":120,"priceCurrency":"USD"},
           "itemOffered":{"@type":"Service","name":"Color"}},
          {"@type":"Offer","price":18,"itemOffered":{"@type":"Product","name":"Shampoo"}}]}}
        </script></head><body><h1>Welcome</h1></body></html>
        """;

    public const string Garage =
        """
        <div itemscope itemtype="http://schema.org/AutoRepair"><h1 itemprop="name">Joe's Garage</h1>
        <a itemprop="telephone" href="tel:+12125550111">Call</a>
        <div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
          <span itemprop="streetAddress">1 Oak Ave</span>, <span itemprop="addressLocality">Troy</span></div>
        <meta itemprop="openingHours" content="Mo-Tu 08:00-18:00">
        <time itemprop="openingHours" datetime="Sa 09:00-12:00">Sat</time>
        <div itemprop="makesOffer" itemscope itemtype="http://schema.org/Offer">
          <div itemprop="itemOffered" itemscope itemtype="http://schema.org/Service">
          <span itemprop="name">Brake repair</span></div>
          <meta itemprop="priceCurrency" content="USD"><span itemprop="price" content="199.90">$199.90</span></div>
        </div>
        """;

    public const string Plain =
        """
        <html><head><meta property="og:site_name" content="Fresh Cuts"><title>x</title><body>
        <p>Call <a href="tel:212-555-0122">212-555-0122</a> or <a href="mailto:hi@freshcuts.com?subject=Hello">write</a>
        <address>5 Elm St<br>Albany, NY 12207</address>
        <h2>Prices</h2><ul><li>Haircut ........ $45<li>Beard trim – $20 (15 min)
        <li>Wash &amp; blow dry from $35 – $50</ul>
        <table><tr><td>Full color<td>1 hr 30 min<td>$120<tr><td>Gift card<td>$50</table>
        <div class=card><h3>Hot stone massage</h3><p>60 minutes</p><span>€ 89,50</span></div>
        <p>In 2024 we opened our second shop, and 3 of 4 customers come back</p>
        <h2>Hours</h2><dl><dt>Monday<dd>Closed<dt>Tuesday - Friday<dd>9am – 5:30pm<dt>Sat<dd>10-2pm</dl>
        """;

    public const string Broken =
        """
        <div><<p class="a" class='b' <b>Deep clean</b> $150</p></i></div
        ><script type="application/ld+json">{"@type": "Plumber", "name": </script>
        <script type='application/ld+json'>[{"@graph":[
          {"@type":["Plumber","LocalBusiness"],"name":"Pipe &amp; Co","telephone":"2125550133",
          "openingHours":["Mo,We 8:00-12:00",7]}]}]</script>
        <script>var price = "Fake service $999";</script><style>.x{content:"Fake $1"}</style><!-- Hidden $2 -->
        <p>Drain cleaning<br>$80
        """;
}
