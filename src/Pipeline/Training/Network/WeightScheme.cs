namespace Pipeline.Training.Network;

/// <summary>How the weights of linear layers begin, as in PyTorch's torch.nn.init. Normal draws are not cut off.</summary>
internal enum WeightScheme
{
    /// <summary>U(−b, b) for weights and biases with b = 1/√inputs: PyTorch's default (Kaiming uniform with a = √5).</summary>
    Default,

    /// <summary>U(−b, b) with b = √3·gain/√fan (He et al. 2015); biases 0.</summary>
    KaimingUniform,

    /// <summary>N(0, (gain/√fan)²); biases 0.</summary>
    KaimingNormal,

    /// <summary>U(−b, b) with b = √3·gain·√(2/(inputs + outputs)) (Glorot and Bengio 2010); biases 0.</summary>
    XavierUniform,

    /// <summary>N(0, (gain·√(2/(inputs + outputs)))²); biases 0.</summary>
    XavierNormal,
}
