using Pipeline.Model;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// What a compiled ONNX graph takes: up to three tensors, each [N, columns] and absent where it would have no column, with the
/// columns of the signature in its order.
/// </summary>
internal sealed class InputShape
{
    /// <summary>Name of the float32 tensor of numeric columns that are Single; NaN where missing.</summary>
    public const string SingleName = "numeric";

    /// <summary>Name of the float64 tensor of numeric columns that are Double; NaN where missing.</summary>
    public const string DoubleName = "numeric_double";

    /// <summary>Name of the int32 tensor of numbers of categories in their vocabularies; −1 for an unseen one, −2 where missing.</summary>
    public const string CategoriesName = "categories";

    private readonly (NumericType Type, int Column)[] places;

    public InputShape(ModelSignature signature)
    {
        Categories = signature.Categorical.Count;
        places = new (NumericType, int)[signature.Numeric.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var type = signature.Numeric[i].Type;
            places[i] = (type, type == NumericType.Single ? Single++ : Double++);
        }
    }

    /// <summary>Columns of the float32 tensor.</summary>
    public int Single { get; private set; }

    /// <summary>Columns of the float64 tensor.</summary>
    public int Double { get; }

    /// <summary>Columns of the int32 tensor.</summary>
    public int Categories { get; }

    /// <summary>[numeric columns] where each is: the tensor, and the column in it.</summary>
    public IReadOnlyList<(NumericType Type, int Column)> Places => places;
}
