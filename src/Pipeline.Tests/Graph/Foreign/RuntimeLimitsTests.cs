using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Pipeline.Graph.Foreign;
using Pipeline.Graph.Onnx.Schema;

namespace Pipeline.Tests.Graph.Foreign;

/// <summary>The limits that the lint knows are those of the ONNX Runtime that the program is built with.</summary>
[TestFixture]
internal sealed class RuntimeLimitsTests
{
    [Test]
    public void The_latest_versions_load_and_those_after_them_do_not()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Loads(RuntimeLimits.Opset, RuntimeLimits.IrVersion, RuntimeLimits.MlOpset), Is.Null);
            Assert.That(Loads(RuntimeLimits.Opset + 1, RuntimeLimits.IrVersion, RuntimeLimits.MlOpset), Is.Not.Null);
            Assert.That(Loads(RuntimeLimits.Opset, RuntimeLimits.IrVersion + 1, RuntimeLimits.MlOpset), Is.Not.Null);
            Assert.That(Loads(RuntimeLimits.Opset, RuntimeLimits.IrVersion, RuntimeLimits.MlOpset + 1), Is.Not.Null);
        }
    }

    [TestCase(27, 8, 3, "version 27 of the operators of ONNX")]
    [TestCase(17, 14, 3, "version 14 of the format")]
    [TestCase(17, 8, 6, "version 6 of the operators of ai.onnx.ml")]
    [TestCase(26, 13, 5, null)]
    public void Later_versions_are_refused(long opset, long ir, long ml, string? found)
    {
        Assert.That(OnnxLint.Look(Sketch(opset, ir, ml).Model).Select(finding => (finding.Code, finding.Found)),
            Is.EqualTo(found is null ? [] : new[] { (FindingCode.Version, found) }));
    }

    private static string? Loads(long opset, long ir, long ml)
    {
        var sketch = Sketch(opset, ir, ml);
        _ = sketch.Model;
        try
        {
            new InferenceSession(sketch.Proto.ToByteArray()).Dispose();
            return null;
        }
        catch (OnnxRuntimeException error)
        {
            return error.Message;
        }
    }

    private static ModelSketch Sketch(long opset, long ir, long ml)
    {
        var sketch = new ModelSketch(opset, ir).Node("Relu", "x", "h").Node("ai.onnx.ml.Scaler", "h", "y", ("offset", (float[])[0]), ("scale", (float[])[1]));
        sketch.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = ml });
        return sketch;
    }
}
