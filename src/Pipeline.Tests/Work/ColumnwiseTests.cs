using NUnit.Framework;
using Pipeline.Work;

namespace Pipeline.Tests.Work;

[TestFixture]
internal sealed class ColumnwiseTests
{
    [Test]
    public void Results_come_in_the_order_of_the_columns() =>
        Assert.That(Columnwise.Map(100, i => i * i), Is.EqualTo(Enumerable.Range(0, 100).Select(i => i * i)));

    [Test]
    public void Of_several_errors_that_of_the_first_column_is_thrown()
    {
        var error = Assert.Throws<InvalidDataException>(() => Columnwise.Map<int>(8, i =>
        {
            // Those behind it fail sooner.
            Thread.Sleep(i == 2 ? 50 : 0);
            return i < 2 ? i : throw new InvalidDataException($"column {i}");
        }))!;

        Assert.That(error.Message, Is.EqualTo("column 2"));
    }
}
