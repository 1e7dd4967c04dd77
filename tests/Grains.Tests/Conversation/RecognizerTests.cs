using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>Each recogniser alone, on what people say and on what transcribers make of it.</summary>
public sealed class RecognizerTests
{
    [Theory]
    [InlineData("one twenty three", "123")]
    [InlineData("forty two sixteen", "4216")]
    [InlineData("twelve hundred", "1200")]
    [InlineData("two hundred and five", "205")]
    [InlineData("one oh five", "105")]
    [InlineData("double five three", "553")]
    [InlineData("ten forty", "1040")]
    [InlineData("three thousand five hundred", "3500")]
    [InlineData("this one", "this one")]
    [InlineData("forty fourth", "44th")]
    [InlineData("one hundred and second", "102nd")]
    [InlineData("first thing", "first thing")]
    public void Spoken_numbers_become_digits(string said, string written) =>
        Assert.Equal(written, Utterance.Of(said).Text);

    [Theory]
    [InlineData("555 012 3456", true, "+15550123456")]
    [InlineData("(555) 012-3456", true, "+15550123456")]
    [InlineData("my number is five five five, oh one two, thirty four fifty six", false, "+15550123456")]
    [InlineData("double two three 555 01 double nine", true, "+12235550199")]
    [InlineData("+44 20 7946 0958", true, "+442079460958")]
    [InlineData("1-800-555-0199", true, "+18005550199")]
    [InlineData("the number I'm calling from is fine", true, "+15550123456")]
    [InlineData("three one two five five five oh one hundred", true, "+13125550100")]
    [InlineData("312 555 0110, no sorry, 0111", true, "+13125550111")]
    [InlineData("five five five oh one one oh, area code three one two", true, "+13125550110")]
    [InlineData("the one I'm on", true, "+15550123456")]
    public void Telephone_numbers_are_heard(string said, bool isAwaited, string e164) =>
        Assert.Equal(e164, PhoneRecognizer.Find(Utterance.Of(said), isAwaited, "+15550123456")?.E164);

    [Theory]
    [InlineData("I have 2 dogs and 3 cats")]
    [InlineData("1234 Main Street")]
    [InlineData("the model is 5550123")]
    public void Other_numbers_are_no_telephone_numbers(string said) =>
        Assert.Null(PhoneRecognizer.Find(Utterance.Of(said), isAwaited: false, callerNumber: null));

    [Theory]
    [InlineData("john at example dot com", "john@example.com")]
    [InlineData("it's j o n underscore smith at gmail dot com", "jon_smith@gmail.com")]
    [InlineData("my email is mary dot jones ninety nine at mail dot example dot org", "mary.jones99@mail.example.org")]
    [InlineData("send it to Ann.Lee@Example.com please", "ann.lee@example.com")]
    [InlineData("a dash b at yahoo.com", "a-b@yahoo.com")]
    [InlineData("bob at work dot co dot uk", "bob@work.co.uk")]
    public void Email_addresses_are_heard(string said, string email) =>
        Assert.Equal(email, EmailRecognizer.Find(Utterance.Of(said)));

    [Theory]
    [InlineData("123 Main St, New York, NY 10001", "123 Main St", null, "New York", "NY", "10001")]
    [InlineData("one twenty three main street new york new york one zero zero zero one", "123 Main Street", null,
        "New York", "NY", "10001")]
    [InlineData("I live at 45 west 10th street apartment 4b in brooklyn", "45 West 10th Street", "Apt 4B", "Brooklyn",
        null, null)]
    [InlineData("7 O'Hara Lane, unit 12, Springfield, Illinois", "7 O'hara Lane", "Unit 12", "Springfield", "IL", null)]
    [InlineData("88 highway 9 yonkers", "88 Highway 9", null, "Yonkers", null, null)]
    [InlineData("12 mane street jersey city", "12 Main Street", null, "Jersey City", null, null)]
    [InlineData("second floor, 300 Elm Avenue in Yonkers", "300 Elm Avenue", "Second Floor", "Yonkers", null, null)]
    public void Addresses_are_heard_in_parts(
        string said, string line1, string? line2, string? city, string? state, string? zip)
    {
        var address = AddressRecognizer.Find(Utterance.Of(said), isAwaited: true, SampleShops.Home.Cities);

        Assert.Equal((line1, line2, city), (address?.Line1, address?.Line2, address?.City));
        Assert.Equal((state, zip), (address?.State, address?.PostalCode));
    }

    [Theory]
    [InlineData("I need 2 people in the way")]
    [InlineData("it broke 3 days ago")]
    public void A_number_alone_is_no_address(string said) =>
        Assert.Null(AddressRecognizer.Find(Utterance.Of(said), isAwaited: false, []));

    [Theory]
    [InlineData("my name is John Smith", "John Smith")]
    [InlineData("hi this is maria de la cruz calling", "Maria De La Cruz")]
    [InlineData("John Smith here, my sink leaks", "John Smith")]
    [InlineData("the name's O'Neill", "O'Neill")]
    [InlineData("I'm Priya and I need help", "Priya")]
    [InlineData("put it under mcdonald", "McDonald")]
    [InlineData("Fontaine, Reggie Fontaine", "Reggie Fontaine")]
    [InlineData("first name ana last name kovac", "Ana Kovac")]
    [InlineData("my name is will grant", "Will Grant")]
    public void Names_are_heard_without_a_list_of_names(string said, string name) =>
        Assert.Equal(name, NameRecognizer.Find(Utterance.Of(said), isAwaited: true, mayBeBare: true)?.Name);

    [Theory]
    [InlineData("this is an emergency")]
    [InlineData("I'm calling about my furnace")]
    [InlineData("it's leaking")]
    [InlineData("I'm not sure")]
    public void Other_words_are_no_names(string said) =>
        Assert.Null(NameRecognizer.Find(Utterance.Of(said), isAwaited: false, mayBeBare: true));

    [Theory]
    [InlineData("s m i t h", "Smith")]
    [InlineData("that's b as in boy o double l", "Boll")]
    public void Spelled_letters_make_a_word(string said, string word) =>
        Assert.Equal(word, SpelledName.Find(Utterance.Of(said)));

    [Theory]
    [InlineData("John Smith", "Smyth", "John Smyth")]
    [InlineData("John", "Smith", "John Smith")]
    [InlineData("Jon Petrie", "Petry", "Jon Petry")]
    public void A_spelling_corrects_the_word_that_is_like_it(string name, string spelled, string corrected) =>
        Assert.Equal(corrected, SpelledName.Apply(name, spelled));

    [Theory]
    [InlineData("two garden hoses and a rake", "2 Garden Hose")]
    [InlineData("half a dozen tomato plants", "6 Tomato Plant")]
    [InlineData("3 bags of mulch, 1 snow shovel", "3 Bag of Mulch, 1 Snow Shovel")]
    [InlineData("some work gloves", "1 Work Gloves")]
    public void Goods_are_heard_with_their_number(string said, string lines) =>
        Assert.Equal(lines, string.Join(", ", LineRecognizer
            .Find(Utterance.Of(said), SampleShops.Garden.Items, known: [])
            .Select(line => $"{line.Quantity} {line.Name}")));

    [Theory]
    [InlineData("it's an emergency", DraftPriority.Urgent)]
    [InlineData("it's not an emergency", DraftPriority.Low)]
    [InlineData("no rush at all", DraftPriority.Low)]
    [InlineData("as soon as you can", DraftPriority.High)]
    [InlineData("the basement is flooding", DraftPriority.Urgent)]
    [InlineData("my sink leaks", null)]
    public void Urgency_is_heard(string said, DraftPriority? priority) =>
        Assert.Equal(priority, PriorityRecognizer.Find(Utterance.Of(said).Text));

    [Theory]
    [InlineData("yes please", 1)]
    [InlineData("no that's right", 1)]
    [InlineData("sounds good to me", 1)]
    [InlineData("mhm", 1)]
    [InlineData("nope", 2)]
    [InlineData("that's not right", 2)]
    [InlineData("not quite", 2)]
    [InlineData("purple", 0)]
    public void Yes_and_no_are_heard_in_many_forms(string said, int answer) =>
        Assert.Equal((Answer)answer, AnswerRecognizer.Find(Utterance.Of(said).Text));

    [Theory]
    [InlineData("the air conditioner won't start", "AC Repair")]
    [InlineData("please install a new AC", "AC Installation")]
    [InlineData("I want my AC serviced", "AC Maintenance")]
    [InlineData("drain is backing up", "Plumbing Repair")]
    [InlineData("termites in the porch", "Pest Control")]
    [InlineData("my garage door won't close", "Garage Door Repair")]
    public void Services_are_matched_with_the_catalogue_or_named_plainly(string said, string label) =>
        Assert.Equal(label, ServiceRecognizer.Find(Utterance.Of(said), SampleShops.Home)?.Label);
}
