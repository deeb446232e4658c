# CPU time of the C implementation inside R's arules: Rscript arules.R <file of baskets> <least count> <longest>
suppressMessages(library(arules))
args <- commandArgs(TRUE)
baskets <- lapply(strsplit(readLines(args[1]), " "), unique)
best <- function(work) min(sapply(1:3, function(i) system.time(work())[["user.self"]])) * 1000
encode <- best(function() encoded <<- as(baskets, "transactions"))
support <- (as.integer(args[2]) - 0.5) / length(encoded)
mine <- best(function() found <<- apriori(encoded,
  parameter = list(target = "frequent itemsets", support = support, maxlen = as.integer(args[3]), maxtime = 0),
  control = list(verbose = FALSE)))
cat(encode + mine, mine, length(found))
