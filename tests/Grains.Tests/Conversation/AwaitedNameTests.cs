namespace Platform.Conversation;

/// <summary>What people answer when they are asked for their name, besides their name.</summary>
public sealed class AwaitedNameTests
{
    [Theory]
    [InlineData("uh rich", "Rich")]
    [InlineData("mark dembele", "Mark Dembele")]
    [InlineData("joanne small", "Joanne Small")]
    [InlineData("kelly", "Kelly")]
    [InlineData("Good. Ewa Lis.", "Ewa Lis")]
    [InlineData("noor from the bakery", "Noor")]
    [InlineData("noor and my sink is", "Noor")]
    [InlineData("put my sister noor aziz", "Noor Aziz")]
    [InlineData("you can put down noor", "Noor")]
    [InlineData("it's under my wife's name which is noor aziz", "Noor Aziz")]
    [InlineData("myself noor aziz", "Noor Aziz")]
    [InlineData("everyone calls me nono but the name on the account is noor aziz", "Noor Aziz")]
    [InlineData("anna lena von der heide", "Anna Lena Von Der Heide")]
    [InlineData("aziz, noor", "Noor Aziz")]
    [InlineData("last name aziz first name noor", "Noor Aziz")]
    [InlineData("noor, family name is aziz", "Noor Aziz")]
    [InlineData("call me al", "Al")]
    public void The_name_is_found_among_other_words(string said, string name) =>
        Assert.Equal(name, NameRecognizer.Find(Utterance.Of(said), isAwaited: true, mayBeBare: true)?.Name);

    [Theory]
    [InlineData("the landlord")]
    [InlineData("leaking and the floor")]
    [InlineData("waiting for parts")]
    [InlineData("will you come today")]
    [InlineData("you never asked")]
    public void An_answer_without_a_name_has_none(string said) =>
        Assert.Null(NameRecognizer.Find(Utterance.Of(said), isAwaited: true, mayBeBare: true));

    [Theory]
    [InlineData("Noor Aziz", "noorazyz", "Noor Azyz")]
    [InlineData("Nora Asis", "nooraziz", "Noor Aziz")]
    [InlineData("Ewa Lis", "Lys", "Ewa Lys")]
    public void Letters_of_a_whole_name_are_cut_where_its_words_are(string heard, string letters, string name) =>
        Assert.Equal(name, SpelledName.Apply(heard, letters));

    [Theory]
    [InlineData("Britta with two t's, b r i t t a", "Britta")]
    [InlineData("agatha with a t h", null)]
    [InlineData("lena with no h", null)]
    public void Letters_that_explain_a_word_do_not_spell_it(string said, string? word) =>
        Assert.Equal(word, SpelledName.Find(Utterance.Of(said)));

    [Theory]
    [InlineData("14 Skillman, that's S K I L L M A N, Avenue", "14 Skillman Avenue")]
    [InlineData("14 skilman spelled s k i l l m a n avenue", "14 Skillman avenue")]
    [InlineData("14 Skillman Avenue, N Y", "14 Skillman Avenue, N Y")]
    public void A_spelling_takes_the_place_of_what_was_heard(string said, string meant) =>
        Assert.Equal(meant, SpelledAloud.Fold(said));
}
