using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>Which work is meant where several are named.</summary>
public sealed class MeantWorkTests
{
    [Theory]
    [InlineData("the carpets, actually no, the lawn", "Lawn Care")]
    [InlineData("I was thinking of a painter but what I need is an electrician", "Electrical Repair")]
    [InlineData("an electrician, not a plumber", "Electrical Repair")]
    [InlineData("it's not plumbing it's electrical", "Electrical Repair")]
    [InlineData("my heating is not working", "Heating Repair")]
    public void What_is_taken_back_is_not_meant(string said, string label) => Assert.Equal(label, Find(said));

    [Theory]
    [InlineData("there are rats behind the dryer", "Pest Control")]
    [InlineData("the breaker trips whenever I run the washer", "Electrical Repair")]
    [InlineData("the dryer in the garage is dead", "Appliance Repair")]
    [InlineData("the oven leaks gas", "Appliance Repair")]
    public void Where_and_when_it_happens_is_not_what_it_is(string said, string label) =>
        Assert.Equal(label, Find(said));

    [Theory]
    [InlineData("install a chandelier", "Electrical Repair")]
    [InlineData("the hot water is gone", "Plumbing Repair")]
    [InlineData("bring my old fridge to my son, it has to be delivered", "Moving Help")]
    [InlineData("I want a new AC", "AC Installation")]
    [InlineData("maintenance of the air conditioner", "AC Maintenance")]
    [InlineData("clean the chimney", "Chimney Cleaning")]
    public void Work_that_nobody_offers_by_its_name_goes_to_the_nearest(string said, string label) =>
        Assert.Equal(label, Find(said));

    [Theory]
    [InlineData("trim my beard", "Beard Trim")]
    [InlineData("a hair cut", "Haircut")]
    [InlineData("dye it red", "Hair Coloring")]
    public void Other_trades_are_understood_by_their_catalogue(string said, string label) =>
        Assert.Equal(label, ServiceRecognizer.Find(Utterance.Of(said), SampleShops.Salon)?.Label);

    private static string? Find(string said) =>
        ServiceRecognizer.Find(Utterance.Of(said), SampleShops.Home)?.Label;
}
