using CsCheck;
using NUnit.Framework;
using Pipeline.Graph.Onnx;

namespace Pipeline.Tests.Graph.Onnx;

[TestFixture]
internal sealed class ThresholdTableTests
{
    [Test]
    public void Every_question_has_a_place_in_a_row_of_its_slot() =>
        Gen.Select(Gen.Int[0, 9], Gen.Single).Array[0, 200].Sample(all =>
        {
            var questions = all.Distinct().ToArray();
            var table = new ThresholdTable(questions);
            var places = Enumerable.Range(0, questions.Length).Select(table.PlaceOf).ToArray();

            Assert.That(places, Is.Unique);
            Assert.That(places.Select(place => table.Values[place]), Is.EqualTo(questions.Select(question => question.Item2)));
            Assert.That(places.Select(place => table.Slots[place / table.Places]), Is.EqualTo(questions.Select(question => question.Item1)));
            Assert.That(table.Slots, Is.Ordered);
            Assert.That(table.Values, Has.Length.EqualTo(table.Slots.Length * table.Places));
        });

    [Test]
    public void A_slot_with_many_questions_has_several_rows()
    {
        (int, float)[] questions = [.. Enumerable.Range(0, 100).Select(i => (3, (float)i)), (1, 0.5f), (7, 0.5f)];
        var table = new ThresholdTable(questions);

        Assert.That(table.Slots.Distinct(), Is.EqualTo([1, 3, 7]));
        Assert.That(table.Slots.Count(slot => slot == 3), Is.GreaterThan(1));
        Assert.That(table.Slots.Length * (12 + table.Places), Is.LessThan(13 * questions.Length), "fewer bytes than a copy of the feature for each");
    }
}
