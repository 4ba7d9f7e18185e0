/**
 * Figures: axes, marks, and charts of persistence diagrams, as SVG and PNG without a browser.
 *
 * @module
 */
export { animate, type AnimateOptions, Animation } from "./animation.ts";
export { Axes } from "./axes.ts";
export { type AspectOptions, AxesFrame, type GridOptions, type LegendOptions } from "./axes_frame.ts";
export type { Adjustable, Spines } from "./axes_state.ts";
export { type AxesPlacement, type DisplayBundle, type FigureHandle, type PictureOptions } from "./display.ts";
export type { CellRows } from "./cells.ts";
export type { ColorNorm, ColorOptions, ColorScale } from "./color_scale.ts";
export type { Colormap, ForwardColormap } from "./colormaps.ts";
export { Figure, type FigureFrame } from "./figure.ts";
export type { LegendLocation } from "./legend.ts";
export type { LineStyle } from "./line_style.ts";
export type { Marker } from "./markers.ts";
export type { BarOptions } from "./marks/bars.ts";
export type { EdgeOptions } from "./marks/edges.ts";
export type { ErrorBarOptions, ErrorRange } from "./marks/error_bars.ts";
export type { FillOptions } from "./marks/fill.ts";
export type { FillBetweenOptions } from "./marks/fill_between.ts";
export type { HistogramOptions } from "./marks/histogram.ts";
export type { ImageOptions } from "./marks/image.ts";
export type { LineOptions } from "./marks/line.ts";
export type { Extent, Mark, Projection } from "./marks/mark.ts";
export type { QuiverOptions, QuiverUnits } from "./marks/quiver.ts";
export type { RuleOptions } from "./marks/rules.ts";
export type { ScatterOptions } from "./marks/scatter.ts";
export type { SpanOptions } from "./marks/span.ts";
export type { StepOptions, StepPlace } from "./marks/step.ts";
export type { TextOptions } from "./marks/text.ts";
export type { TriangleOptions } from "./marks/triangles.ts";
export type { Interval, Scale, ScaleName, ScaleOptions } from "./scales.ts";
export { subplots, type SubplotsOptions } from "./subplots.ts";
export type { SvgAttributes, SvgNode } from "./svg.ts";
export type { Box, HorizontalAlignment, VerticalAlignment } from "./text.ts";
export type { TickFormat, TickOptions } from "./tick_choice.ts";
export type { MatrixValues, ShapedValues, Values } from "./values.ts";
export { type CameraOptions } from "./charts/camera.ts";
export { type ChartOptions } from "./charts/chart_axes.ts";
export type { AxisBounds } from "./charts/diagram_frame.ts";
export type { DiagramInput, DiagramPoints, DiagramTensor } from "./charts/diagram_input.ts";
export { type DiagramRow, diagramToRows } from "./charts/diagram_to_rows.ts";
export { type MatchingInput } from "./charts/matching_edges.ts";
export { plotBarcode, type PlotBarcodeOptions } from "./charts/plot_barcode.ts";
export { plotBettiCurve, type PlotBettiCurveOptions } from "./charts/plot_betti_curve.ts";
export { type ChainCells, plotChain, type PlotChainOptions } from "./charts/plot_chain.ts";
export { plotDensity1d, type PlotDensity1dOptions } from "./charts/plot_density_1d.ts";
export { plotDiagram, type PlotDiagramOptions } from "./charts/plot_diagram.ts";
export { plotDiagramGradient, type PlotDiagramGradientOptions } from "./charts/plot_diagram_gradient.ts";
export { plotFiltration, type PlotFiltrationOptions } from "./charts/plot_filtration.ts";
export { plotFlow, type PlotFlowOptions } from "./charts/plot_flow.ts";
export { plotLandscape, type PlotLandscapeOptions } from "./charts/plot_landscape.ts";
export { plotLoss, type PlotLossOptions } from "./charts/plot_loss.ts";
export { plotMatching, type PlotMatchingOptions } from "./charts/plot_matching.ts";
export { plotPersistenceImage, type PlotPersistenceImageOptions } from "./charts/plot_persistence_image.ts";
export { plotPointCloud, type PlotPointCloudOptions } from "./charts/plot_point_cloud.ts";
export { plotTransport, type PlotTransportOptions } from "./charts/plot_transport.ts";
