"""CPU time of python lifetimes: python3 lifetimes.py <file of repeats, last, observed in weeks> <model> <runs>"""
import sys, time, warnings

# The folder of this file would stand before the package of the same name.
sys.path.pop(0)
warnings.simplefilter("ignore")
import numpy, lifetimes

data = numpy.loadtxt(sys.argv[1], delimiter=",")
fitter = {"bg-nbd": lifetimes.BetaGeoFitter, "pareto-nbd": lifetimes.ParetoNBDFitter}[sys.argv[2]]
times = []
for _ in range(int(sys.argv[3])):
    begin = time.process_time()
    fitter().fit(data[:, 0], data[:, 1], data[:, 2])
    times.append((time.process_time() - begin) * 1000)
print(times[0], min(times))
