using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz;

/// <summary>The fuzzer: tries cases on the program and writes down what goes wrong.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["worker", var models])
        {
            Worker.Serve(new Fixtures(models));
            return 0;
        }
        if (FuzzOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(FuzzOptions.Usage);
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("pipeline-fuzz-models-").FullName;
        try
        {
            return new Driver(options, Places.OfCheckout(), Fixtures.Make(folder)).Run();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
