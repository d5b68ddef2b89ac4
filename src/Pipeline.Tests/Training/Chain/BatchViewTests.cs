using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Tables;
using Pipeline.Tests.Tables;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

[TestFixture]
internal sealed class BatchViewTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(
        ("single", FieldKind.Single), ("double", FieldKind.Double), ("c", FieldKind.Category), ("y", FieldKind.Label), ("w", FieldKind.Weight),
            ("id", FieldKind.Text));

    private const string Text = "single,double,c,y,w,id\n0.1,0.1,red,no,1,a\n,,,yes,2,b\n3,20000000.5,blue,no,0,c\n";

    [Test]
    public void Features_have_the_types_of_the_schema_and_nothing_else_is_shown()
    {
        var view = BatchView.OfFeatures(SmallTables.Read(Schema, SmallTables.Text(Text)).Batch);

        Assert.That(view.Schema.Select(column => (column.Name, column.Type)), Is.EqualTo(new (string, DataViewType)[]
        {
            ("single", NumberDataViewType.Single), ("double", NumberDataViewType.Double), ("c", TextDataViewType.Instance),
        }));
        Assert.That(view.GetRowCount(), Is.EqualTo(3));
        Assert.That(view.GetColumn<float>("single"), Is.EqualTo(new[] { 0.1f, float.NaN, 3 }));
        Assert.That(view.GetColumn<double>("double"), Is.EqualTo(new[] { 0.1, double.NaN, 20000000.5 }));
        Assert.That(view.GetColumn<string>("c"), Is.EqualTo(new[] { "red", "", "blue" }));
    }

    [Test]
    public void Rows_are_chosen_by_number_in_the_order_given()
    {
        var view = BatchView.ForTraining(SmallTables.Read(Schema, SmallTables.Text(Text)).Batch, [2, 0], ["no", "yes"], asBoolean: true);

        Assert.That(view.GetRowCount(), Is.EqualTo(2));
        Assert.That(view.GetColumn<string>("c"), Is.EqualTo(new[] { "blue", "red" }));
        Assert.That(view.GetColumn<float>(BatchView.WeightColumn), Is.EqualTo(new[] { 0f, 1 }));
    }

    [TestCase("yes", new[] { false, true, false })]
    [TestCase("no", new[] { true, false, true })]
    public void A_binary_label_is_true_for_the_positive_class_catalogue_17(string positive, bool[] expected)
    {
        string[] classes = positive == "yes" ? ["no", "yes"] : ["yes", "no"];
        var view = BatchView.ForTraining(SmallTables.Read(Schema, SmallTables.Text(Text)).Batch, [0, 1, 2], classes, asBoolean: true);

        Assert.That(view.GetColumn<bool>(BatchView.LabelColumn), Is.EqualTo(expected));
    }

    [Test]
    public void A_multiclass_label_is_a_key_that_knows_its_classes()
    {
        var view = BatchView.ForTraining(SmallTables.Read(Schema, SmallTables.Text(Text)).Batch, [0, 1, 2], ["never", "no", "yes"], asBoolean: false);
        var label = view.Schema[BatchView.LabelColumn];
        VBuffer<ReadOnlyMemory<char>> names = default;
        label.GetKeyValues(ref names);

        Assert.That(view.GetColumn<uint>(label), Is.EqualTo(new uint[] { 2, 3, 2 }));
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(new[] { "never", "no", "yes" }));
        Assert.That(((KeyDataViewType)label.Type).Count, Is.EqualTo(3));
    }

    [Test]
    public void A_target_is_a_Single()
    {
        var batch = SmallTables.Read(SmallTables.Schema(("x", FieldKind.Single), ("y", FieldKind.Target)), SmallTables.Text("x,y\n1,0.1\n2,2\n")).Batch;
        var view = BatchView.ForTraining(batch, [0, 1], [], asBoolean: false);

        Assert.That(view.GetColumn<float>(BatchView.LabelColumn), Is.EqualTo(new[] { 0.1f, 2 }));
    }

    [Test]
    public void A_cursor_has_the_columns_that_were_asked_for_and_ends()
    {
        var view = BatchView.OfFeatures(SmallTables.Read(Schema, SmallTables.Text(Text)).Batch);
        using var cursor = view.GetRowCursor([view.Schema["c"]]);
        var get = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["c"]);
        var id = cursor.GetIdGetter();
        var (seen, ids) = (new List<string>(), new HashSet<DataViewRowId>());
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char> value = default;
            DataViewRowId row = default;
            get(ref value);
            id(ref row);
            seen.Add($"{cursor.Position} {value}");
            ids.Add(row);
        }

        Assert.That(seen, Is.EqualTo(new[] { "0 red", "1 ", "2 blue" }));
        Assert.That(ids, Has.Count.EqualTo(3));
        Assert.That((cursor.IsColumnActive(view.Schema["c"]), cursor.IsColumnActive(view.Schema["single"])), Is.EqualTo((true, false)));
        Assert.That(cursor.MoveNext(), Is.False);
    }

    [Test]
    public void ML_NET_enumerates_and_transforms_it()
    {
        var context = new MLContext(1);
        var view = BatchView.OfFeatures(SmallTables.Read(Schema, SmallTables.Text(Text)).Batch);
        var rows = context.Data.CreateEnumerable<Row>(view, reuseRowObject: false).ToList();
        var encoded = context.Transforms.Categorical.OneHotEncoding("out", "c").Fit(view).Transform(view);

        Assert.That(rows.Select(row => (row.Single, row.C)), Is.EqualTo(new[] { (0.1f, "red"), (float.NaN, ""), (3, "blue") }));
        Assert.That(encoded.GetColumn<float[]>("out").Select(values => values.Sum()), Is.EqualTo(new[] { 1f, 0, 1 }), "a missing category is none");
    }

    private sealed class Row
    {
        [ColumnName("single")]
        public float Single { get; set; }

        [ColumnName("c")]
        public string C { get; set; } = "";
    }
}
